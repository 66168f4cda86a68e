package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.config.PlacingSettings;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.function.Function;
import org.jboss.logging.Logger;

/** The last look before a request leaves: at the suppression list, and at the time that the intent has left. */
@ApplicationScoped
public class SendRequest {

    private static final Logger LOG = Logger.getLogger(SendRequest.class);

    private final Suppressions suppressions;
    private final RecordAnswer recordAnswer;
    private final Duration within;

    SendRequest(Suppressions suppressions, RecordAnswer recordAnswer, PlacingSettings settings) {
        this.suppressions = suppressions;
        this.recordAnswer = recordAnswer;
        this.within = settings.leaseMargin().dividedBy(2);
    }

    /**
     * Sends a committed intent and records the answer. What cannot be checked does not leave: it is found by a look-up,
     * as if its process had died.
     *
     * @param send makes the request; nothing that waits may come between this and the request
     */
    public Uni<Void> of(Intent intent, Function<Intent, Uni<PlacingAnswer>> send) {
        return suppressions
                .contains(intent.account(), intent.request().target().phone())
                .chain(listed ->
                        listed ? recordAnswer.record(intent, PlacingAnswer.suppressed()) : inTime(intent, send));
    }

    private Uni<Void> inTime(Intent intent, Function<Intent, Uni<PlacingAnswer>> send) {
        if (isTooLate(intent)) {
            LOG.warnf("an intent was held up in this process and is left to a look-up. callId=%s", intent.callId());
            return Uni.createFrom().voidItem();
        }
        return send.apply(intent).chain(answer -> recordAnswer.record(intent, answer));
    }

    /** Only a request that leaves early in its lease has certainly been answered, or has failed, when the lease ends. */
    private boolean isTooLate(Intent intent) {
        return System.nanoTime() - intent.leasedSince() > within.toNanos();
    }
}
