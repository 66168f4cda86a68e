package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.mission.application.Numbers;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;

/** Phone numbers (contract, section 4.4). */
@ApplicationScoped
class NumbersAtTelnyx implements Numbers {

    private static final String NUMBERS = "/phone_numbers";
    private static final int PAGE = 250;

    private final Answers answers;

    NumbersAtTelnyx(Answers answers) {
        this.answers = answers;
    }

    @Override
    public Uni<List<OwnNumber>> all(String account) {
        return answers.all(account, NUMBERS, PAGE)
                .map(all -> all.stream().map(NumbersAtTelnyx::number).toList());
    }

    @Override
    public Uni<Void> assign(String account, String numberId, String connectionId) {
        return answers.patch(account, NUMBERS + "/" + numberId, Numbers.assignment(connectionId))
                .replaceWithVoid();
    }

    @Override
    public Uni<Void> assignTexts(String account, String numberId, String messagingProfileId) {
        return answers.patch(
                        account,
                        NUMBERS + "/" + numberId + "/messaging",
                        JsonNodeFactory.instance.objectNode().put("messaging_profile_id", messagingProfileId))
                .replaceWithVoid();
    }

    private static Optional<String> id(JsonNode value) {
        return Optional.of(value)
                .filter(JsonNode::isValueNode)
                .filter(id -> !id.isNull())
                .map(JsonNode::asText)
                .filter(id -> !id.isBlank());
    }

    private static OwnNumber number(JsonNode number) {
        return new OwnNumber(
                number.path("id").asText(),
                number.path("phone_number").asText(),
                id(number.path("connection_id")),
                id(number.path("messaging_profile_id")),
                number.path("hd_voice_enabled").asBoolean(false),
                number.path("status").asText("active").equals("active"));
    }
}
