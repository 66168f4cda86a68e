package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.InsightSource;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The insight templates and groups of an account at Telnyx (contract, section 3). Every {@code Uni} fails with
 * {@link ProviderRefusal} or {@link ProviderAway}.
 */
public interface Insights {

    /** What an insight template says; without a schema it is a summary. */
    record Template(String name, String instructions, Optional<JsonNode> jsonSchema) {}

    /** The id of a template that says the same. */
    Uni<Optional<String>> equalTo(String account, Template wanted);

    /** The name of the template with that id. */
    Uni<Optional<String>> nameOf(String account, String templateId);

    Uni<String> create(String account, Template wanted);

    /** A group with exactly these two insights, or one of that name that lacks some of them. */
    Uni<Optional<String>> groupWith(String account, String name, String structuredId, String summaryId);

    /** The group of that name with exactly these two insights: made, or completed. */
    Uni<String> completeGroup(
            String account, Optional<String> existing, String name, String structuredId, String summaryId);

    /** What a group extracts: its first template with a schema, and the first without one; empty without the former. */
    Uni<Optional<InsightSource>> sourceOf(String account, String groupId);
}
