package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.json;
import static dev.switchboard.mission.support.Service.telnyx;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.MissionRefused;
import dev.switchboard.events.MissionRefused.Problem;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.mission.support.Bus.Dead;
import dev.switchboard.mission.support.Bus.Heard;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Missions that other systems ask for with an event. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class MissionRequestedTest {

    @Test
    void launchesARequestedMissionOnce() {
        telnyx();
        ObjectNode mission = sample().put("name", "Asked for by an event");
        mission.putObject("assistant").put("name", "Asked").put("instructions", "Ask.");
        mission.remove("insight");
        mission.remove("negotiation");
        mission.put("class", "sweep");
        UUID id = UUID.randomUUID();

        bus().say(id, Topic.MISSION_REQUESTED, "default", mission);
        bus().say(id, Topic.MISSION_REQUESTED, "default", mission);
        bus().say(Topic.MISSION_REQUESTED, "default", sample().put("name", "Asked for after it"));

        await().until(() -> launched("Asked for after it") == 1);
        assertThat(launched("Asked for by an event")).isEqualTo(1);
        Heard created = bus().await(Topic.MISSION_CREATED, heard -> answers(heard, id));
        assertThat(created.as(MissionCreated.class).name()).isEqualTo("Asked for by an event");
    }

    @Test
    void putsAnInvalidOneAsideWithEveryReason() {
        ObjectNode mission = sample().put("name", "").put("colour", "red");

        bus().say(Topic.MISSION_REQUESTED, "default", mission);

        Dead dead = bus().awaitDead(letter -> letter.reason().contains("colour"));
        assertThat(dead.reason()).contains("$.name", "$.colour").doesNotContain("red");
    }

    @Test
    void answersAnInvalidOneOnceWithEveryProblem() {
        // Given
        UUID id = UUID.randomUUID();
        byte[] invalid = sample().put("name", "Nothing comes of it")
                .put("colour", "red")
                .put("from", "312")
                .toString()
                .getBytes(StandardCharsets.UTF_8);

        // When
        bus().say(id, Topic.MISSION_REQUESTED, "default", invalid, Optional.of("order-4711"));
        bus().say(id, Topic.MISSION_REQUESTED, "default", invalid, Optional.of("order-4711"));
        UUID after = bus().say(Topic.MISSION_REQUESTED, "default", sample().put("colour", "blue"));

        // Then
        Heard answer = bus().await(Topic.MISSION_REFUSED, heard -> answers(heard, id));
        MissionRefused refused = answer.as(MissionRefused.class);
        assertThat(answer.key()).isEqualTo("default");
        assertThat(refused.requestId()).isEqualTo(id);
        assertThat(refused.correlationId()).contains("order-4711");
        assertThat(refused.name()).contains("Nothing comes of it");
        assertThat(refused.problems()).extracting(Problem::path).containsExactlyInAnyOrder("$.colour", "$.from");
        assertThat(refused.problems()).extracting(Problem::found).contains("\"312\"");
        assertThat(refused.problemCount()).isEqualTo(2);
        bus().await(Topic.MISSION_REFUSED, heard -> answers(heard, after));
        assertThat(bus().heard(Topic.MISSION_REFUSED, heard -> answers(heard, id)))
                .hasSize(1);
        assertThat(launched("Nothing comes of it")).isZero();
    }

    @Test
    void answersWhatIsNotEvenJson() {
        UUID id = UUID.randomUUID();

        bus().say(
                        id,
                        Topic.MISSION_REQUESTED,
                        "default",
                        "name: In YAML".getBytes(StandardCharsets.UTF_8),
                        Optional.empty());

        MissionRefused refused =
                bus().await(Topic.MISSION_REFUSED, heard -> answers(heard, id)).as(MissionRefused.class);
        assertThat(refused.problems()).singleElement().satisfies(problem -> {
            assertThat(problem.path()).isEqualTo("$");
            assertThat(problem.expected()).contains("JSON");
        });
        assertThat(refused.name()).isEmpty();
    }

    @Test
    void putsOneOfAnotherAccountAside() {
        bus().say(Topic.MISSION_REQUESTED, "reuse", sample().put("account", "default"));

        assertThat(bus().awaitDead(letter -> letter.reason().contains("'default'"))
                        .key())
                .isEqualTo("reuse");
    }

    @Test
    void putsAMalformedFactAside() {
        ObjectNode completed =
                (ObjectNode) json(new String(EventContract.sample(Topic.CALL_COMPLETED), StandardCharsets.UTF_8));
        completed.remove("call_id");

        bus().say(Topic.CALL_COMPLETED, "nobody", completed);

        assertThat(bus().awaitDead(letter -> "nobody".equals(letter.key())).reason())
                .contains("call_id");
    }

    private static boolean answers(Heard heard, UUID request) {
        return heard.headers().causationId().equals(Optional.of(request.toString()));
    }

    private static ObjectNode sample() {
        ObjectNode sample =
                (ObjectNode) json(new String(EventContract.sample(Topic.MISSION_REQUESTED), StandardCharsets.UTF_8));
        sample.remove("account");
        return sample;
    }

    private static long launched(String name) {
        long found = 0;
        for (JsonNode mission : get("default", "/v1/missions?limit=500").path("data")) {
            found += mission.path("name").asText().equals(name) ? 1 : 0;
        }
        return found;
    }
}
