package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.scheduler.config.LookUpSettings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.LiveCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to look at Telnyx. Waits are mission time, but what they wait for (a webhook, an answer) travels in real time:
 * on a clock that runs fast no wait is shorter than {@link LookUpSettings#atLeast()} of real time.
 */
@ApplicationScoped
public class MissionSpans {

    private static final Duration REFERENCE = Duration.ofHours(1);

    private final MissionClock clock;
    private final LookUpSettings settings;

    MissionSpans(MissionClock clock, LookUpSettings settings) {
        this.clock = clock;
        this.settings = settings;
    }

    Instant afterLostAnswer() {
        return later(settings.afterLostAnswer());
    }

    private Instant afterAbsence() {
        return later(settings.betweenAbsences());
    }

    Instant afterFailure(Optional<Duration> advice) {
        return later(advice.orElse(settings.afterFailure()));
    }

    Instant withoutWebhook(Instant scheduledFor) {
        Instant now = clock.instant();
        Instant begin = scheduledFor.isAfter(now) ? scheduledFor : now;
        return begin.plus(atLeast(settings.withoutWebhook()));
    }

    Instant whileRinging() {
        return later(settings.whileRinging());
    }

    Instant whileTalking() {
        return later(settings.whileTalking());
    }

    Instant afterConversation() {
        return later(settings.afterConversation());
    }

    /** Between two tries of the same command; the contract asks for half a second (section 11). */
    Instant beforeCommand(Optional<Duration> advice) {
        return later(advice.orElse(settings.betweenCommands()));
    }

    LiveCall.Patience patience() {
        return new LiveCall.Patience(
                atLeast(settings.detection()), atLeast(settings.greeting()), atLeast(settings.message()));
    }

    /**
     * When it is worth asking again for an attempt that a look has not shown. A call leaves no record, so only its webhooks
     * tell that it was made and has ended: the second look waits as long as those may take.
     */
    Instant afterAbsence(Attempt attempt) {
        Instant again = afterAbsence();
        if (attempt.via().isRecorded()) {
            return again;
        }
        Instant webhooksAreIn = attempt.intentAt().plus(atLeast(settings.withoutWebhook()));
        return webhooksAreIn.isAfter(again) ? webhooksAreIn : again;
    }

    /** Mission time that passes in a stretch of real time; the same while the clock stands still. */
    Duration missionTimeOf(Duration real) {
        Instant now = clock.instant();
        return clock.realTimeUntil(now.plus(REFERENCE))
                .filter(hour -> !hour.isZero())
                .map(hour ->
                        Duration.ofNanos((long) (real.toNanos() * ((double) REFERENCE.toNanos() / hour.toNanos()))))
                .orElse(real);
    }

    private Instant later(Duration wait) {
        return clock.instant().plus(atLeast(wait));
    }

    private Duration atLeast(Duration wait) {
        Duration floor = missionTimeOf(settings.atLeast());
        return wait.compareTo(floor) < 0 ? floor : wait;
    }
}
