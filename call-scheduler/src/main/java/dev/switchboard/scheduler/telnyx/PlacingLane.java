package dev.switchboard.scheduler.telnyx;

import dev.switchboard.scheduler.application.Departures;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.RecordAnswer;
import dev.switchboard.scheduler.application.ScheduledEvents;
import dev.switchboard.scheduler.config.PlacingSettings;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import org.jboss.logging.Logger;

/**
 * From the committed intent to the recorded answer. Intents are handed over within the process, each on a context of its
 * own, so that a slow answer holds up nothing; one that is lost with the process is found by a look-up.
 */
@ApplicationScoped
class PlacingLane implements Departures {

    private static final Logger LOG = Logger.getLogger(PlacingLane.class);

    private static final String ADDRESS = "placing";

    private final EventBus bus;
    private final ScheduledEvents events;
    private final RecordAnswer recordAnswer;
    private final Duration sendWithin;

    PlacingLane(EventBus bus, ScheduledEvents events, RecordAnswer recordAnswer, PlacingSettings settings) {
        this.bus = bus;
        this.events = events;
        this.recordAnswer = recordAnswer;
        this.sendWithin = settings.leaseMargin().dividedBy(2);
    }

    @Override
    public void depart(Intent intent) {
        bus.send(ADDRESS, intent);
    }

    @ConsumeEvent(ADDRESS)
    Uni<Void> place(Intent intent) {
        if (isTooLate(intent)) {
            LOG.warnf("an intent was held up in this process and is left to a look-up. callId=%s", intent.callId());
            return Uni.createFrom().voidItem();
        }
        return events.create(intent).chain(answer -> recordAnswer.record(intent, answer));
    }

    /** Only a request that leaves early in its lease has certainly been answered, or has failed, when the lease ends. */
    private boolean isTooLate(Intent intent) {
        return System.nanoTime() - intent.leasedSince() > sendWithin.toNanos();
    }
}
