package dev.switchboard.mission.support;

import static dev.switchboard.mission.support.Service.get;
import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Service.Launched;
import io.restassured.response.Response;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Those who are asked, by key and in the chat channels. */
public final class People {

    private People() {}

    /** The one undecided approval of a run, once it is asked. */
    public static JsonNode asked(Launched mission) {
        String path = "/v1/approvals?status=pending&run_id=" + mission.runId();
        await().until(() -> get(mission.account(), path).path("data").size() == 1);
        return get(mission.account(), path).path("data").get(0);
    }

    public static JsonNode approval(String account, JsonNode approval) {
        return get(account, "/v1/approvals/" + id(approval));
    }

    /** Somebody decides with their key. */
    public static Response decides(String name, JsonNode approval, String body) {
        return given().header("Authorization", "Bearer " + Surroundings.tokenOf(name))
                .contentType("application/json")
                .body(body)
                .post("/v1/approvals/" + id(approval) + "/decision");
    }

    public static Response approves(String name, JsonNode approval) {
        return decides(name, approval, "{\"decision\": \"approved\"}");
    }

    /** Somebody presses a button in Slack. */
    public static ApprovalDecided pressed(JsonNode approval, ApprovalDecided.Decision decision, String by) {
        return new ApprovalDecided(
                id(approval),
                approval.path("account").asText(),
                approval.path("digest").asText(),
                decision,
                by,
                "slack",
                Optional.empty(),
                List.of(),
                Instant.parse("2026-03-02T16:00:00Z"),
                Optional.of(UUID.randomUUID()));
    }

    /** That many answers about the approval, in the order in which they were given. */
    public static List<ApprovalAnswered> answers(JsonNode approval, int many) {
        return Service.bus()
                .awaitAll(
                        Topic.APPROVAL_ANSWERED,
                        many,
                        event -> event.headers().subject().equals(id(approval).toString()))
                .stream()
                .map(event -> event.as(ApprovalAnswered.class))
                .toList();
    }

    private static UUID id(JsonNode approval) {
        return UUID.fromString(approval.path("approval_id").asText());
    }
}
