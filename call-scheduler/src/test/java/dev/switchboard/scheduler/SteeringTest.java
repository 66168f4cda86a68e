package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.RunSteered;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** How a run is held, preferred and timed while its calls wait. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class SteeringTest {

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @Inject
    TestClock clock;

    @Inject
    Bus bus;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    @Test
    void placesNothingOfAHeldRunUntilItGoesOn() {
        steer(true, 0, Optional.empty());
        soon().until(() -> scene.sql("select 1 from run where held").size() == 1);
        CallRequested held = scene.requested(Ports.LARGE, run, phone);
        CallRequested other = scene.requested(Ports.LARGE, UUID.randomUUID(), scene.newNumber());

        soon().until(() -> scene.attemptState(other.callId()).equals("ACCEPTED"));
        clock.advance(Duration.ofMinutes(5));
        CallRequested third = scene.requested(Ports.LARGE, UUID.randomUUID(), scene.newNumber());
        soon().until(() -> scene.attemptState(third.callId()).equals("ACCEPTED"));
        assertThat(scene.callState(held.callId())).isEqualTo("QUEUED");
        assertThat(telnyx.requestsFor(phone)).isEmpty();

        steer(false, 0, Optional.empty());
        soon().until(() -> scene.attemptState(held.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    @Test
    void takesTheEndOfACallOfAHeldRunAndDoesNotTryAgain() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        steer(true, 0, Optional.empty());
        soon().until(() -> scene.sql("select 1 from run where held").size() == 1);

        scene.hangsUp(Ports.LARGE, phone, "v3:h", "user_busy");
        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).nextAttemptAt()).isPresent();
        clock.advance(Duration.ofHours(1));
        CallRequested other = scene.requested(Ports.LARGE, UUID.randomUUID(), scene.newNumber());
        soon().until(() -> scene.attemptState(other.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);

        steer(false, 0, Optional.empty());
        soon().until(() -> telnyx.requestsFor(phone).size() == 2);
    }

    @Test
    void theLatestSteeringCountsWhateverComesFirst() {
        Instant now = clock.instant();
        say(new RunSteered(run, Ports.LARGE, false, Optional.of(3), Optional.empty(), now.plusSeconds(2)));
        say(new RunSteered(run, Ports.LARGE, true, Optional.empty(), Optional.empty(), now.plusSeconds(1)));
        CallRequested call = scene.requested(Ports.LARGE, run, phone);

        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        soon().until(() -> scene.sql("select 1 from run where id = $1 and priority = 3 and not held", run)
                        .size()
                == 1);
    }

    @Test
    void aNewDeadlineHoldsForCallsThatWaitAndForThoseThatCome() {
        for (int i = 0; i < 3; i++) {
            scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());
        }
        soon().until(() -> telnyx.requests().size() == 3);
        CallRequested waiting = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> scene.callState(waiting.callId()).equals("QUEUED"));
        say(new RunSteered(
                run,
                Ports.SMALL,
                false,
                Optional.empty(),
                Optional.of(clock.instant().plusSeconds(600)),
                clock.instant()));
        soon().until(() ->
                scene.sql("select 1 from call where deadline is not null").size() == 1);
        scene.requested(Ports.SMALL, run, scene.newNumber());
        soon().until(() ->
                scene.sql("select 1 from call where deadline is not null").size() == 2);

        clock.advance(Duration.ofMinutes(11));

        soon().until(() -> scene.abandoned(run).size() == 2);
        assertThat(scene.abandoned(run)).allMatch(told -> told.reason() == CallAbandoned.Reason.NO_WINDOW);
        assertThat(telnyx.requestsFor(phone)).isEmpty();
    }

    @Test
    void aRunWithAHigherPriorityGetsTheNextSlot() {
        String busy = scene.newNumber();
        scene.requested(Ports.SMALL, UUID.randomUUID(), busy);
        scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());
        scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());
        soon().until(() -> telnyx.requests().size() == 3);
        CallRequested first = scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());
        CallRequested urgent = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> scene.callState(urgent.callId()).equals("QUEUED")
                && scene.callState(first.callId()).equals("QUEUED"));
        say(new RunSteered(run, Ports.SMALL, false, Optional.of(1), Optional.empty(), clock.instant()));
        soon().until(() -> scene.sql("select 1 from run where priority = 1").size() == 1);

        scene.webhook(Ports.SMALL, "call.hangup", busy, "v3:b", Map.of("hangup_cause", "normal_clearing"));

        soon().until(() -> telnyx.requestsFor(phone).size() == 1);
        assertThat(scene.callState(first.callId())).isEqualTo("QUEUED");
    }

    @Test
    void hangsUpWhatRingsIfTheCancellationAsksForIt() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        scene.webhook(Ports.LARGE, "call.initiated", phone, "v3_live", Map.of());
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        bus.say(
                Topic.CALL_CANCELLED,
                Ports.LARGE,
                new CallCancelled(
                        run, Ports.LARGE, Optional.empty(), "not needed", clock.instant(), Optional.of(true)));

        soon().until(() -> telnyx.hangups().contains("v3_live"));
        soon().until(() -> scene.sql("select 1 from attempt where hung_up").size() == 1);
        scene.hangsUp(Ports.LARGE, phone, "v3_live", "normal_clearing");
        soon().until(() -> scene.abandoned(run).size() + scene.completed(run).size() >= 1);
        assertThat(telnyx.hangups()).hasSize(1);
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    private void steer(boolean held, int priority, Optional<Instant> deadline) {
        say(new RunSteered(run, Ports.LARGE, held, Optional.of(priority), deadline, clock.instant()));
    }

    private void say(RunSteered steered) {
        bus.say(Topic.RUN_STEERED, steered.account(), steered);
    }
}
