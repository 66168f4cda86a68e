package dev.switchboard.scheduler.domain;

import java.util.Optional;

/** What Telnyx calls an attempt. Learnt piece by piece; a known id never changes. */
public record TelnyxIds(
        Optional<String> scheduledEventId,
        Optional<String> callControlId,
        Optional<String> callSessionId,
        Optional<String> conversationId) {

    public static final TelnyxIds NONE =
            new TelnyxIds(Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    public static TelnyxIds ofEvent(Optional<String> scheduledEventId) {
        return new TelnyxIds(scheduledEventId, Optional.empty(), Optional.empty(), Optional.empty());
    }

    public static TelnyxIds ofCall(Optional<String> callControlId, Optional<String> callSessionId) {
        return new TelnyxIds(Optional.empty(), callControlId, callSessionId, Optional.empty());
    }

    public TelnyxIds inConversation(Optional<String> conversation) {
        return new TelnyxIds(scheduledEventId, callControlId, callSessionId, conversation);
    }

    /** These, and those of {@code others} that are not known yet. */
    public TelnyxIds and(TelnyxIds others) {
        return new TelnyxIds(
                scheduledEventId.or(others::scheduledEventId),
                callControlId.or(others::callControlId),
                callSessionId.or(others::callSessionId),
                conversationId.or(others::conversationId));
    }
}
