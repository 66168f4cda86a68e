package dev.switchboard.mission.application;

import dev.switchboard.events.InsightSource;
import java.util.Optional;

/**
 * What the calls of a stage of a run are made with, as far as it is known.
 *
 * @param texmlAppId the assistant's application, which its number belongs to
 * @param groupId the assistant's insight group
 * @param from the calling number, E.164
 */
public record Provisioned(
        Optional<String> assistantId,
        Optional<String> texmlAppId,
        Optional<String> groupId,
        Optional<String> structuredId,
        Optional<String> summaryId,
        Optional<String> from) {

    public static final Provisioned NOTHING = new Provisioned(
            Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());

    /** What was not there when it was kept is empty. */
    public Provisioned {
        assistantId = assistantId == null ? Optional.empty() : assistantId;
        texmlAppId = texmlAppId == null ? Optional.empty() : texmlAppId;
        groupId = groupId == null ? Optional.empty() : groupId;
        structuredId = structuredId == null ? Optional.empty() : structuredId;
        summaryId = summaryId == null ? Optional.empty() : summaryId;
        from = from == null ? Optional.empty() : from;
    }

    public Provisioned withTemplates(String structured, String summary) {
        return new Provisioned(assistantId, texmlAppId, groupId, Optional.of(structured), Optional.of(summary), from);
    }

    public Provisioned withGroup(String group) {
        return new Provisioned(assistantId, texmlAppId, Optional.of(group), structuredId, summaryId, from);
    }

    /** What the assistant extracts already, as it stands at Telnyx. */
    public Provisioned withSource(Optional<InsightSource> source) {
        return new Provisioned(
                assistantId,
                texmlAppId,
                source.map(InsightSource::groupId),
                source.map(InsightSource::structuredId),
                source.flatMap(InsightSource::summaryId),
                from);
    }

    public Provisioned withAssistant(AssistantAtProvider assistant) {
        return new Provisioned(
                Optional.of(assistant.id()), assistant.texmlAppId(), groupId, structuredId, summaryId, from);
    }

    public Provisioned withFrom(String number) {
        return new Provisioned(assistantId, texmlAppId, groupId, structuredId, summaryId, Optional.of(number));
    }

    /** Where insights of the calls are defined; empty if nothing is extracted. */
    public Optional<InsightSource> insight() {
        return groupId.flatMap(group -> structuredId.map(id -> new InsightSource(group, id, summaryId)));
    }
}
