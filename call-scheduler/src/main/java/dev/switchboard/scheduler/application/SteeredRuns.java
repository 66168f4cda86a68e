package dev.switchboard.scheduler.application;

import dev.switchboard.events.RunSteered;
import io.smallrye.mutiny.Uni;
import org.hibernate.reactive.mutiny.Mutiny;

/** How runs are steered. */
public interface SteeredRuns {

    /**
     * Keeps how a run is steered, whether or not a call of it is known; false, and nothing changes, if something later is
     * kept already. Holds the run until the transaction ends.
     */
    Uni<Boolean> keep(Mutiny.Session session, RunSteered steered);

    /** Gives every call of the run that has not ended its deadline. */
    Uni<Void> tellCalls(Mutiny.Session session, RunSteered steered);
}
