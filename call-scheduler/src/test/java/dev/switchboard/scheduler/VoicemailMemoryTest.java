package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Voicemail;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class VoicemailMemoryTest {

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    private final UUID run = UUID.randomUUID();
    private final UUID laterRun = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    private void aMachineAnswers(Voicemail.Rule rule) {
        scene.requested(Ports.SMALL, run, phone, rule);
        soon().until(() -> scene.scheduled(run).size() == 1);
        scene.webhook(Ports.SMALL, "call.machine.premium.detection.ended", phone, "leg", Map.of("result", "machine"));
        scene.hangsUp(Ports.SMALL, phone, "leg", "normal_clearing");
        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.VOICEMAIL);
    }

    @Test
    void nothingFollowsAMessageThatTheAssistantLeft() {
        aMachineAnswers(Voicemail.Rule.LEAVE_MESSAGE);

        assertThat(scene.completed(run).get(0).nextAttemptAt()).isEmpty();
        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.RETRIES_USED_UP);
        assertThat(scene.abandoned(run).get(0).lastOutcome()).isEqualTo(Optional.of(Outcome.VOICEMAIL));
    }

    @Test
    void aLaterMissionDoesNotLeaveThatPersonASecondMessage() {
        aMachineAnswers(Voicemail.Rule.LEAVE_MESSAGE);

        scene.requested(Ports.SMALL, laterRun, phone, Voicemail.Rule.LEAVE_MESSAGE);

        soon().until(() -> scene.abandoned(laterRun).size() == 1);
        assertThat(scene.abandoned(laterRun).get(0).lastOutcome()).isEqualTo(Optional.of(Outcome.VOICEMAIL));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    @Test
    void aLaterMissionThatLeavesNoMessageMayCall() {
        aMachineAnswers(Voicemail.Rule.LEAVE_MESSAGE);

        scene.requested(Ports.SMALL, laterRun, phone, Voicemail.Rule.HANG_UP);

        soon().until(() -> scene.scheduled(laterRun).size() == 1);
    }

    @Test
    void hangingUpOnAMachineIsNoMessageAndTheTableDecides() {
        aMachineAnswers(Voicemail.Rule.HANG_UP);

        assertThat(scene.completed(run).get(0).nextAttemptAt()).isPresent();
        assertThat(scene.sql("select 1 from voicemail_message")).isEmpty();
    }
}
