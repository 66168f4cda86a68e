package dev.switchboard.mission.http;

import dev.switchboard.mission.application.reading.EventOverview;
import dev.switchboard.mission.application.reading.Overviews;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicLong;

/** The events of a run as they come, whichever replica they come from; ends when the run has ended. */
@ApplicationScoped
class FollowRun {

    private static final int PAGE = 200;
    /** Real time: how fresh a follower is has nothing to do with the mission's clock. */
    private static final Duration LOOK_EVERY = Duration.ofMillis(200);

    private record Look(List<EventOverview> events, boolean last) {}

    private final Overviews overviews;

    FollowRun(Overviews overviews) {
        this.overviews = overviews;
    }

    Multi<EventOverview> from(UUID runId, long seen) {
        return Multi.createBy()
                .repeating()
                .uni(() -> new AtomicLong(seen), cursor -> look(runId, cursor))
                .whilst(look -> !look.last())
                .onItem()
                .transformToIterable(Look::events);
    }

    /** Looks whether the run is over before it looks for events, so that the last ones are not missed. */
    private Uni<Look> look(UUID runId, AtomicLong cursor) {
        return overviews
                .isOver(runId)
                .chain(over -> overviews
                        .events(runId, cursor.get(), PAGE)
                        .invoke(events -> advance(cursor, events))
                        .chain(events -> look(events, over)));
    }

    private static Uni<Look> look(List<EventOverview> events, boolean over) {
        Look look = new Look(events, events.isEmpty() && over);
        Uni<Look> now = Uni.createFrom().item(look);
        return events.isEmpty() && !look.last() ? now.onItem().delayIt().by(LOOK_EVERY) : now;
    }

    private static void advance(AtomicLong cursor, List<EventOverview> events) {
        if (!events.isEmpty()) {
            cursor.set(events.get(events.size() - 1).seq());
        }
    }
}
