package dev.switchboard.scheduler.telnyx;

import dev.switchboard.scheduler.application.Departures;
import dev.switchboard.scheduler.application.Intent;
import dev.switchboard.scheduler.application.SendRequest;
import dev.switchboard.scheduler.application.WaysOfPlacing;
import io.quarkus.vertx.ConsumeEvent;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.eventbus.EventBus;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * From the committed intent to the recorded answer. Intents are handed over within the process, each on a context of its
 * own, so that a slow answer holds up nothing; one that is lost with the process is found by a look-up.
 */
@ApplicationScoped
class PlacingLane implements Departures {

    private static final String ADDRESS = "placing";

    private final EventBus bus;
    private final WaysOfPlacing ways;
    private final SendRequest send;

    PlacingLane(EventBus bus, WaysOfPlacing ways, SendRequest send) {
        this.bus = bus;
        this.ways = ways;
        this.send = send;
    }

    @Override
    public void depart(Intent intent) {
        bus.send(ADDRESS, intent);
    }

    @ConsumeEvent(ADDRESS)
    Uni<Void> place(Intent intent) {
        return send.of(intent, one -> ways.of(one.via()).place(one));
    }
}
