package dev.switchboard.insight.domain;

import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** What Telnyx calls a conversation and its call. Each webhook knows some of them (contract, section 5). */
public record TelnyxIds(
        Optional<String> conversationId, Optional<String> callControlId, Optional<String> callSessionId) {

    public static final TelnyxIds NONE = new TelnyxIds(Optional.empty(), Optional.empty(), Optional.empty());

    /** These, and the other's where one is missing here. */
    public TelnyxIds completedBy(TelnyxIds other) {
        return new TelnyxIds(
                conversationId.or(other::conversationId),
                callControlId.or(other::callControlId),
                callSessionId.or(other::callSessionId));
    }

    /** Two conversations cannot be one; a session, however, may have several legs. */
    boolean speakOfAnotherConversation(TelnyxIds other) {
        return conversationId.isPresent()
                && other.conversationId.isPresent()
                && !conversationId.equals(other.conversationId);
    }

    /** All that are known, in a fixed order. */
    public List<String> known() {
        return Stream.of(conversationId, callControlId, callSessionId)
                .flatMap(Optional::stream)
                .sorted()
                .distinct()
                .toList();
    }
}
