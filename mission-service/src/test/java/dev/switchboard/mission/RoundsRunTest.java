package dev.switchboard.mission;

import static dev.switchboard.mission.support.People.approves;
import static dev.switchboard.mission.support.People.asked;
import static dev.switchboard.mission.support.People.decides;
import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.callsSoFar;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.results;
import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;

/** Between two rounds a person decides, and nobody is called before. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class RoundsRunTest {

    private static final String ACCOUNT = "rounds";

    private final Caller caller = new Caller(bus());

    @Test
    void thoseShownAdvanceOnceSomebodyApproves() {
        Launched mission = afterTheFirstRound();
        JsonNode question = asked(mission);

        assertThat(awaitStatus(mission, "awaiting_approval")
                        .at("/steps/0/status")
                        .asText())
                .isEqualTo("completed");
        assertThat(question.path("action").asText()).isEqualTo("round.advance");
        assertThat(names(question.at("/request/shortlist")))
                .containsExactly("Vendor Jade", "Vendor Ion", "Vendor Helix");
        assertThat(question.at("/request/shortlist/0/reason").asText()).startsWith("rank 1 by insight.fit_score desc");
        assertThat(question.at("/request/shortlist/0/insight/fit_score").asInt())
                .isEqualTo(10);
        assertThat(question.at("/request/candidates")).hasSize(10);
        assertThat(callsSoFar(mission)).isEqualTo(10);

        approves("rita", question).then().statusCode(200);

        List<CallRequested> second = calls(mission, 13).subList(10, 13);
        assertThat(second.stream().map(call -> call.target().name()))
                .containsExactly("Vendor Jade", "Vendor Ion", "Vendor Helix");
        second.forEach(
                call -> caller.answers(call, 1, Map.of("technical_score", call.sequence() % 10, "delivery_weeks", 2)));
        awaitStatus(mission, "succeeded");
        assertThat(names(results(mission).path("recommended"))).containsExactly("Vendor Helix");
    }

    @Test
    void aChangedShortlistIsExactlyWhatAdvances() {
        Launched mission = afterTheFirstRound();
        JsonNode question = asked(mission);
        assertThat(decides("rita", question, "{\"decision\": \"changed\", \"shortlist\": [\"+14155550399\"]}")
                        .statusCode())
                .isBetween(400, 499);
        assertThat(callsSoFar(mission)).isEqualTo(10);

        decides("rita", question, "{\"decision\": \"changed\", \"shortlist\": [\"+14155550301\", \"+14155550310\"]}")
                .then()
                .statusCode(200);

        List<CallRequested> second = calls(mission, 12).subList(10, 12);
        assertThat(second.stream().map(call -> call.target().name())).containsExactly("Vendor Acme", "Vendor Jade");
        second.forEach(
                call -> caller.answers(call, 1, Map.of("technical_score", call.sequence() % 10, "delivery_weeks", 2)));
        awaitStatus(mission, "succeeded");
        JsonNode results = results(mission);
        assertThat(names(results.path("recommended"))).containsExactly("Vendor Jade");
        assertThat(results.at("/targets/8/reason").asText()).endsWith("a person changed the shortlist");
        assertThat(callsSoFar(mission)).isEqualTo(12);
    }

    @Test
    void aRejectionCancelsTheRun() {
        Launched mission = afterTheFirstRound();

        decides("rita", asked(mission), "{\"decision\": \"rejected\", \"words\": \"none of them\"}")
                .then()
                .statusCode(200);

        assertThat(awaitStatus(mission, "cancelled").path("reason").asText())
                .isEqualTo("who advances to the next round: rejected by rita: \"none of them\"");
        assertThat(callsSoFar(mission)).isEqualTo(10);
        assertThat(results(mission).at("/steps/1/status").asText()).isEqualTo("skipped");
    }

    private Launched afterTheFirstRound() {
        Launched mission = launch(ACCOUNT, file("vendor-rounds.yaml"));
        for (CallRequested call : calls(mission, 10)) {
            caller.say(Topic.CALL_SCHEDULED, call, caller.scheduled(call, 1));
            caller.answers(call, 1, Map.of("fit_score", call.sequence()));
        }
        return mission;
    }

    private static List<String> names(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path("name").asText())
                .toList();
    }
}
