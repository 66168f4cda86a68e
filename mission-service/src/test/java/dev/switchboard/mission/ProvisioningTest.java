package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.run;
import static dev.switchboard.mission.support.Service.telnyx;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import org.junit.jupiter.api.Test;

/** What a run needs at Telnyx is found or made once, whatever goes wrong, and nothing is made that may not be. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ProvisioningTest {

    @Test
    void makesWhatIsMissingAndUsesItAgain() {
        Launched first = launch("reuse", file("catering-negotiation.yaml"));
        CallRequested call = calls(first, 1).get(0);
        Launched second = launch("reuse", file("catering-negotiation.yaml"));
        CallRequested again = calls(second, 1).get(0);

        assertThat(telnyx().assistants("reuse")).hasSize(1);
        assertThat(telnyx().insights("reuse")).hasSize(2);
        assertThat(telnyx().groups("reuse")).hasSize(1);
        JsonNode assistant = telnyx().assistants("reuse").get(0);
        JsonNode group = telnyx().groups("reuse").get(0);
        assertThat(assistant.at("/insight_settings/insight_group_id")).isEqualTo(group.path("id"));
        assertThat(group.path("insights")).hasSize(2);
        assertThat(call.assistantId()).isEqualTo(assistant.path("id").asText()).isEqualTo(again.assistantId());
        assertThat(call.from()).isEqualTo(again.from());
        assertThat(call.insight().orElseThrow().groupId())
                .isEqualTo(group.path("id").asText());
        assertThat(call.insight().orElseThrow().summaryId()).isPresent();
        assertThat(telnyx().asked("reuse", "PATCH", "/phone_numbers/.*")).hasSize(1);
    }

    @Test
    void looksAgainBeforeItMakesWhatALostAnswerMayHaveMade() {
        telnyx().loseAnswers("lost", "POST", "/ai/assistants", 1);
        telnyx().loseAnswers("lost", "POST", "/ai/conversations/insights", 1);
        telnyx().loseAnswers("lost", "POST", "/ai/conversations/insight-groups", 1);
        telnyx().loseAnswers("lost", "POST", "/ai/conversations/insight-groups/.*/assign", 1);
        telnyx().loseAnswers("lost", "PATCH", "/phone_numbers/.*", 1);
        Launched mission = launch("lost", file("weather-sweep.yaml"));

        calls(mission, 10);

        assertThat(telnyx().assistants("lost")).hasSize(1);
        assertThat(telnyx().insights("lost")).hasSize(2);
        assertThat(telnyx().groups("lost")).hasSize(1);
        assertThat(telnyx().groups("lost").get(0).path("insights")).hasSize(2);
        assertThat(telnyx().numbers("lost").stream()
                        .filter(number -> number.path("connection_id").isTextual()))
                .hasSize(1);
    }

    @Test
    void waitsAsLongAsTelnyxAsksAndGoesOn() {
        telnyx().throttle("throttled", "GET", "/ai/conversations/insights", 2);
        telnyx().fail("throttled", "GET", "/phone_numbers", 1);
        Launched mission = launch("throttled", file("weather-sweep.yaml"));

        assertThat(calls(mission, 10)).hasSize(10);
    }

    @Test
    void makesNothingForAnAssistantThatMayNotBeMade() {
        for (String account : List.of(Surroundings.DENYING, Surroundings.ASKING)) {
            Launched mission = launch(account, file("weather-sweep.yaml"));

            JsonNode run = awaitStatus(mission, "failed");

            assertThat(run.path("reason").asText())
                    .contains("assistant.create", "switchboard.accounts." + account + ".guardrails.assistant-create");
            assertThat(run.at("/steps/0/status").asText()).isEqualTo("skipped");
            assertThat(run.at("/progress/by_status/cancelled").asInt()).isEqualTo(10);
            assertThat(telnyx().asked(account, "POST", "/ai/(assistants|conversations).*"))
                    .isEmpty();
        }
    }

    @Test
    void takesTheMissionsNumberOrAFreeOneButNeverSomebodyElses() {
        telnyx().number("numbers", "+13125557701", "somebody-elses-app", true);
        String mission = file("weather-sweep.yaml");

        Launched taken = launch("numbers", "from: \"+13125557701\"\n" + mission);
        Launched unknown = launch("numbers", "from: \"+13125557799\"\n" + mission);
        Launched own = launch("numbers", "from: \"+13125559902\"\n" + mission);

        assertThat(awaitStatus(taken, "failed").path("reason").asText()).contains("another connection");
        assertThat(awaitStatus(unknown, "failed").path("reason").asText()).contains("does not belong");
        assertThat(calls(own, 1).get(0).from()).isEqualTo("+13125559902");
        assertThat(telnyx().numbers("numbers").stream()
                        .filter(number -> number.path("phone_number").asText().equals("+13125557701"))
                        .findFirst()
                        .orElseThrow()
                        .path("connection_id")
                        .asText())
                .isEqualTo("somebody-elses-app");
    }

    @Test
    void usesAnAssistantByItsIdAndTeachesItTheInsight() {
        JsonNode assistant = telnyx().addAssistant(
                        "update",
                        EventJson.mapper()
                                .createObjectNode()
                                .put("name", "Ours")
                                .put("instructions", "Call."));
        String id = assistant.path("id").asText();

        Launched mission = launch("update", withAssistant(id));
        Launched nobody = launch("update", withAssistant("assistant-that-is-not-there"));

        CallRequested call = calls(mission, 1).get(0);
        assertThat(call.assistantId()).isEqualTo(id);
        assertThat(telnyx().assistants("update")).hasSize(1);
        assertThat(telnyx().assistants("update")
                        .get(0)
                        .at("/insight_settings/insight_group_id")
                        .asText())
                .isEqualTo(call.insight().orElseThrow().groupId());
        assertThat(awaitStatus(nobody, "failed").path("reason").asText()).contains("assistant-that-is-not-there");
    }

    @Test
    void aMissionWithAMemoryHasItsConversationsBegunByTheGateway() {
        String mission = file("weather-sweep.yaml") + "\nmemory: {conversations: 3, insights: true}\n";

        CallRequested call = calls(launch("remembering", mission), 1).get(0);

        JsonNode assistant = telnyx().assistants("remembering").get(0);
        assertThat(assistant.path("dynamic_variables_webhook_url").asText()).isEqualTo(Surroundings.WEBHOOK_URL);
        assertThat(call.memory().orElseThrow().conversations()).contains(3);
        assertThat(call.memory().orElseThrow().insights())
                .containsExactly(
                        call.insight().orElseThrow().structuredId(),
                        call.insight().orElseThrow().summaryId().orElseThrow());

        CallRequested without =
                calls(launch("remembering", file("weather-sweep.yaml")), 1).get(0);
        assertThat(without.memory()).isEmpty();
    }

    @Test
    void saysWhatAMemoryNeeds() {
        Launched mission = launch("closed", file("weather-sweep.yaml") + "\nmemory: {conversations: 3}\n");

        assertThat(awaitStatus(mission, "failed").path("reason").asText())
                .contains("memory", "switchboard.accounts.closed.webhook-url");
    }

    @Test
    void tellsWhyTelnyxRefuses() {
        telnyx().forbid("closed", "POST", "/ai/assistants", 1);
        Launched mission = launch("closed", file("weather-sweep.yaml"));

        awaitStatus(mission, "failed");

        assertThat(run(mission).path("reason").asText()).contains("Telnyx refuses", "403");
    }

    private static String withAssistant(String id) {
        String sweep = file("weather-sweep.yaml");
        int from = sweep.indexOf("assistant:");
        int to = sweep.indexOf("insight:");
        return sweep.substring(0, from) + "assistant: " + id + "\n" + sweep.substring(to);
    }
}
