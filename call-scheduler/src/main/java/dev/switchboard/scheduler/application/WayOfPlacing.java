package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Set;

/** A way of placing calls at Telnyx. No {@code Uni} here ever fails; no request repeats itself. */
public interface WayOfPlacing {

    /** What it stands for. Each way of reaching a target has exactly one. */
    Set<Via> vias();

    /** Asks for one call, with Telnyx's own retries off. */
    Uni<PlacingAnswer> place(Intent intent);

    /** What Telnyx knows of attempts that were placed this way, all of one account and one assistant. */
    Uni<Sightings> look(List<Attempt> due);

    /** Takes back or ends what Telnyx knows under these ids. True if it is certainly gone. */
    Uni<Boolean> remove(Attempt attempt, TelnyxIds ids);
}
