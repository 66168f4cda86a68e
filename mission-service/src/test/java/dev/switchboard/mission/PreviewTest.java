package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.json;
import static dev.switchboard.mission.support.Service.telnyx;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.hasItem;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Bus.Heard;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.response.Response;
import java.time.Instant;
import java.time.ZoneId;
import org.junit.jupiter.api.Test;

/** What a mission would do, without doing any of it. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class PreviewTest {

    @Test
    void saysWhoWouldBeCalledWhenAndStoresNothing() {
        telnyx();
        bus();
        String before = get(Surroundings.ASKING, "/v1/missions?limit=1").toString();
        int events = bus().heard(Topic.CALL_REQUESTED, PreviewTest::ofAccount).size();

        JsonNode preview = preview(Surroundings.ASKING, """
                name: Opening hours
                class: sweep
                assistant: {name: Never made, instructions: Ask for the opening hours.}
                recipients: service
                limits: {concurrent_calls: 1, budget_usd: 5}
                targets:
                  - {name: Chicago, phone: "+13125550101"}
                  - {name: Honolulu, phone: "+18085550102"}
                  - {name: Nowhere, phone: "+80012345678"}
                  - {name: London, phone: "+442071838750"}
                """);

        assertThat(preview.path("dry_run").asBoolean()).isTrue();
        assertThat(preview.at("/counts/targets").asInt()).isEqualTo(4);
        assertThat(preview.at("/counts/calls").asInt()).isEqualTo(3);
        assertThat(preview.at("/skipped/0/name").asText()).isEqualTo("Nowhere");
        assertThat(preview.at("/skipped/0/reason").asText()).contains("time zone");
        for (JsonNode call : preview.path("calls")) {
            ZoneId zone = ZoneId.of(call.at("/timezones/0").asText());
            int hour = Instant.parse(call.path("first_call_at").asText())
                    .atZone(zone)
                    .getHour();
            assertThat(hour).as(call.path("name").asText()).isBetween(9, 16);
        }
        assertThat(preview.at("/guarded_actions/0/action").asText()).isEqualTo("assistant.create");
        assertThat(preview.at("/guarded_actions/0/guardrail").asText()).isEqualTo("ask");
        assertThat(preview.path("expected_duration_secs").asLong()).isPositive();
        assertThat(preview.at("/cost/expected_usd").decimalValue()).isEqualByComparingTo("0.54");
        assertThat(preview.at("/cost/budget_usd").decimalValue()).isEqualByComparingTo("5");
        assertThat(preview.path("notes").toString()).contains("suppressed numbers were not checked");
        assertThat(get(Surroundings.ASKING, "/v1/missions?limit=1").toString()).isEqualTo(before);
        assertThat(bus().heard(Topic.CALL_REQUESTED, PreviewTest::ofAccount)).hasSize(events);
    }

    @Test
    void namesEveryGuardedActionThatWouldAsk() {
        String untaught = telnyx().addAssistant(
                        Surroundings.ASKING,
                        EventJson.mapper()
                                .createObjectNode()
                                .put("name", "Untaught")
                                .put("instructions", "Call."))
                .path("id")
                .asText();
        telnyx().number(Surroundings.ASKING, "+13125557703", "somebody-elses-app", true);
        int asked = telnyx().asked(Surroundings.ASKING, "POST", ".*").size();

        JsonNode preview = preview(Surroundings.ASKING, """
                name: Taught
                class: sweep
                from: "+13125557703"
                approval: {before_calls: true}
                assistant: %s
                insight: {name: New to it, instructions: Extract., json_schema: {type: object, properties: {a: {type: string}}}}
                targets: [{name: Chicago, phone: "+13125550101"}]
                """.formatted(untaught));

        assertThat(preview.path("guarded_actions"))
                .extracting(needed -> needed.path("action").asText() + ": "
                        + needed.path("guardrail").asText())
                .containsExactly("mission.calls: ask", "assistant.update: ask", "number.reassign: ask");
        assertThat(preview.at("/guarded_actions/1/why").asText()).contains(untaught, "does not extract");
        assertThat(preview.at("/guarded_actions/2/why").asText()).contains("…03", "another connection");
        assertThat(telnyx().asked(Surroundings.ASKING, "POST", ".*")).hasSize(asked);
    }

    @Test
    void oneAfterAnotherWhereTheClassSaysSo() {
        telnyx();

        JsonNode preview = preview("default", file("catering-negotiation.yaml"));

        JsonNode calls = preview.path("calls");
        assertThat(calls).hasSize(3);
        for (int call = 1; call < calls.size(); call++) {
            assertThat(Instant.parse(calls.get(call).path("first_call_at").asText()))
                    .isAfterOrEqualTo(Instant.parse(
                                    calls.get(call - 1).path("first_call_at").asText())
                            .plusSeconds(120));
        }
    }

    @Test
    void listsAThousandAndCountsAll() {
        StringBuilder targets = new StringBuilder();
        for (int line = 0; line < 1_500; line++) {
            targets.append("  - {name: Line %1$d, phone: \"+1312555%1$04d\"}%n".formatted(line + 1));
        }

        JsonNode preview = preview(
                "default",
                "name: Many\nclass: sweep\nassistant: {name: A, instructions: B}\nrecipients: automated\ntargets:\n"
                        + targets);

        assertThat(preview.path("calls")).hasSize(1_000);
        assertThat(preview.at("/counts/calls").asInt()).isEqualTo(1_500);
    }

    @Test
    void namesEveryErrorOfAnInvalidFile() {
        post("default", "name: ''\nclass: sweep\ntargets: []\n")
                .then()
                .statusCode(422)
                .body("errors.path", hasItem("$.name"))
                .body("errors.path", hasItem("$.targets"));
    }

    private static boolean ofAccount(Heard event) {
        return event.key().equals(Surroundings.ASKING);
    }

    private static JsonNode preview(String account, String yaml) {
        return json(post(account, yaml).then().statusCode(200).extract().asString());
    }

    private static Response post(String account, String yaml) {
        return given().header("Authorization", "Bearer " + Surroundings.token(account))
                .contentType("application/yaml")
                .body(yaml.getBytes(java.nio.charset.StandardCharsets.UTF_8))
                .post("/v1/missions?dry_run=true");
    }
}
