package dev.switchboard.mission.application;

import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Collection;
import java.util.EnumMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Wakes those who do due work, so that nothing waits for the next regular look. A lost nudge costs a moment, never the
 * work: that is in the database.
 */
@ApplicationScoped
public class DueWork {

    /** Who can be woken. */
    public enum Worker {
        PROVISIONING,
        REQUESTING,
        FINISHING,
        MIRRORING,
        ACTING
    }

    /** A run whose end was decided in a transaction that never committed is no reason to wake anybody for longer. */
    private static final long REMEMBERED_NANOS = Duration.ofSeconds(30).toNanos();

    private final Map<Worker, Runnable> workers = new EnumMap<>(Worker.class);
    private final Map<UUID, Long> finishing = new ConcurrentHashMap<>();

    /** Tells how to wake a worker; before any work begins. */
    public void register(Worker worker, Runnable nudge) {
        workers.put(worker, nudge);
    }

    public void provision() {
        nudge(Worker.PROVISIONING);
    }

    /** A run has started: there may be more calls to ask for, and the mirror has something to tell. */
    public void started() {
        nudge(Worker.REQUESTING);
        nudge(Worker.MIRRORING);
    }

    public void mirror() {
        nudge(Worker.MIRRORING);
    }

    /** People have decided: a run may go on or end, a guarded request may be made. */
    public void decided() {
        provision();
        nudge(Worker.ACTING);
        nudge(Worker.REQUESTING);
        mirror();
        wake();
    }

    /** Within a transaction: once it has committed, the run is to be finished. */
    public void finishing(UUID runId) {
        finishing.put(runId, System.nanoTime());
    }

    /** After a commit: wakes the finishing if a run waits for it. */
    public void wake() {
        if (finishing.isEmpty()) {
            return;
        }
        long now = System.nanoTime();
        finishing.values().removeIf(since -> now - since > REMEMBERED_NANOS);
        nudge(Worker.FINISHING);
    }

    /** These are being finished. */
    public void taken(Collection<UUID> runIds) {
        runIds.forEach(finishing::remove);
    }

    private void nudge(Worker worker) {
        Runnable nudge = workers.get(worker);
        if (nudge != null) {
            nudge.run();
        }
    }
}
