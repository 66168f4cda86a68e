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
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import dev.switchboard.mission.support.Bus.Dead;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.charset.StandardCharsets;
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
        UUID id = UUID.randomUUID();

        bus().say(id, Topic.MISSION_REQUESTED, "default", mission);
        bus().say(id, Topic.MISSION_REQUESTED, "default", mission);
        bus().say(Topic.MISSION_REQUESTED, "default", sample().put("name", "Asked for after it"));

        await().until(() -> launched("Asked for after it") == 1);
        assertThat(launched("Asked for by an event")).isEqualTo(1);
    }

    @Test
    void putsAnInvalidOneAsideWithEveryReason() {
        ObjectNode mission = sample().put("name", "").put("colour", "red");

        bus().say(Topic.MISSION_REQUESTED, "default", mission);

        Dead dead = bus().awaitDead(letter -> letter.reason().contains("colour"));
        assertThat(dead.reason()).contains("$.name", "$.colour");
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
