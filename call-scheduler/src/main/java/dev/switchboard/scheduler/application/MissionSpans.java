package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.scheduler.config.LookUpSettings;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.Command;
import dev.switchboard.scheduler.domain.LiveCall;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;

/**
 * When to look at Telnyx. Waits are mission time, but what they wait for (a webhook, an answer) travels in real time:
 * on a clock that runs fast no wait is shorter than {@link LookUpSettings#atLeast()} of real time, and none after which
 * something is taken for lost is shorter than {@link LookUpSettings#silence()}.
 */
@ApplicationScoped
public class MissionSpans {

    private static final Duration REFERENCE = Duration.ofHours(1);
    private static final Duration AFTER_HANGUP = Duration.ofMinutes(5);

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
                silence(settings.detection()), silence(settings.greeting()), silence(settings.message()));
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
        Instant webhooksAreIn = attempt.intentAt().plus(untold());
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

    /** How long after its start a call that still rings or talks is taken for failed. */
    Duration giveUp() {
        return silence(settings.giveUp());
    }

    /** How long the news of a hangup may take. */
    Duration afterHangup() {
        return silence(AFTER_HANGUP);
    }

    /** How long after its scheduled time a webhook may still tell what no look-up can. */
    Duration untold() {
        return silence(settings.untold());
    }

    /** How long somebody is worth speaking to who answered and heard nothing. */
    Duration onSilentLine() {
        return silence(Command.SAME_COMMAND);
    }

    /** A wait after which silence is taken for an answer. */
    private Duration silence(Duration wait) {
        return atLeast(wait, settings.silence());
    }

    private Duration atLeast(Duration wait) {
        return atLeast(wait, settings.atLeast());
    }

    private Duration atLeast(Duration wait, Duration real) {
        Duration floor = missionTimeOf(real);
        return wait.compareTo(floor) < 0 ? floor : wait;
    }
}
