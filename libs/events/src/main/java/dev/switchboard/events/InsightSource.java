package dev.switchboard.events;

import java.util.Optional;

/**
 * Where a conversation's insights are defined at Telnyx (contract, section 3).
 *
 * @param groupId the insight group attached to the assistant
 * @param structuredId the template with a JSON Schema
 * @param summaryId the template without one, paired with it
 */
public record InsightSource(String groupId, String structuredId, Optional<String> summaryId) {

    public InsightSource {
        Required.field(groupId, "insight.group_id");
        Required.field(structuredId, "insight.structured_id");
        summaryId = Required.orElse(summaryId, Optional.empty());
    }
}
