package dev.switchboard.mission.application;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What happened in runs, in order and without gaps. */
public interface RunEvents {

    /**
     * What a change adds to a run's counters.
     *
     * @param cost US dollars, by estimate
     */
    record Counts(int calls, int talkMinutes, BigDecimal cost) {

        public static final Counts NONE = new Counts(0, 0, BigDecimal.ZERO);
    }

    /** Adds events and counts. Locks the run until the end of the transaction. */
    Uni<Void> add(Mutiny.Session session, UUID runId, List<RunEvent> events, Counts counts);

    /** Adds events. */
    default Uni<Void> add(Mutiny.Session session, UUID runId, List<RunEvent> events) {
        return add(session, runId, events, Counts.NONE);
    }
}
