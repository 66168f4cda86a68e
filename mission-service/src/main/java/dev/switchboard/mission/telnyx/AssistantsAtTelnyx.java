package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.application.AssistantAtProvider;
import dev.switchboard.mission.application.Assistants;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** Assistants (contract, section 2): bare objects, a list without pages, updates by POST. */
@ApplicationScoped
class AssistantsAtTelnyx implements Assistants {

    private static final String ASSISTANTS = "/ai/assistants";
    private static final String INSIGHT_SETTINGS = "insight_settings";
    private static final String INSIGHT_GROUP = "insight_group_id";

    private final Answers answers;

    AssistantsAtTelnyx(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Uni<Optional<AssistantAtProvider>> byId(String account, String id) {
        return answers.find(account, path(id)).map(found -> found.map(AssistantsAtTelnyx::assistant));
    }

    @Override
    public Uni<Optional<AssistantAtProvider>> equalTo(String account, ObjectNode wanted) {
        return answers.get(account, ASSISTANTS)
                .map(list -> StreamSupport.stream(list.path("data").spliterator(), false)
                        .filter(existing -> Likeness.has(existing, wanted))
                        .findFirst())
                .chain(found -> found.map(existing -> whole(account, existing))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<Optional<AssistantAtProvider>> whole(String account, JsonNode listed) {
        AssistantAtProvider assistant = assistant(listed);
        return assistant.texmlAppId().isPresent()
                ? Uni.createFrom().item(Optional.of(assistant))
                : byId(account, assistant.id());
    }

    private static String path(String id) {
        return ASSISTANTS + "/" + URLEncoder.encode(id, StandardCharsets.UTF_8);
    }

    private static AssistantAtProvider assistant(JsonNode assistant) {
        return new AssistantAtProvider(
                assistant.path("id").asText(),
                text(assistant.path("telephony_settings").path("default_texml_app_id")),
                text(assistant.path("messaging_settings").path("default_messaging_profile_id")),
                text(assistant.path(INSIGHT_SETTINGS).path(INSIGHT_GROUP)));
    }

    private static Optional<String> text(JsonNode value) {
        return Optional.of(value.asText("")).filter(text -> !text.isBlank() && !value.isNull());
    }
}
