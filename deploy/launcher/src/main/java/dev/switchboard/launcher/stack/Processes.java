package dev.switchboard.launcher.stack;

import java.time.Duration;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.function.BooleanSupplier;
import java.util.function.Function;

/** The running parts. Once all are well, one that dies is started again, up to a point. */
final class Processes {

    private static final Duration START_LIMIT = Duration.ofSeconds(120);

    private final Function<Replica, ChildProcess> starter;
    private final FailureLogs failureLogs;
    private final StackListener listener;
    private final Executor executor;
    private final Restarts restarts = new Restarts();
    private final Map<Replica, ChildProcess> children = new ConcurrentHashMap<>();

    private final Set<Replica> away = ConcurrentHashMap.newKeySet();

    private volatile boolean closing;

    Processes(
            Function<Replica, ChildProcess> starter,
            FailureLogs failureLogs,
            StackListener listener,
            Executor executor) {
        this.starter = starter;
        this.failureLogs = failureLogs;
        this.listener = listener;
        this.executor = executor;
    }

    /**
     * Starts a part and waits until it is well; from then on it is looked after.
     *
     * @throws StackFailedException naming its log
     */
    void start(Replica part, BooleanSupplier isWell) {
        ChildProcess child = launch(part);
        boolean well = Patience.until(START_LIMIT, () -> !child.isAlive() || isWell.getAsBoolean());
        if (!child.isAlive()) {
            throw new StackFailedException(
                    failureLogs.tell(
                            part.part(), "the " + part.label() + " ended (" + child.ending() + ") while starting"),
                    part.part() == Part.SIMULATOR && child.exitCode() == 2 ? 2 : 1);
        }
        if (!well) {
            throw new StackFailedException(failureLogs.tell(
                    part.part(), "the " + part.label() + " was not ready within " + START_LIMIT.toSeconds() + " s"));
        }
        lookAfter(part, child);
    }

    ChildProcess of(Replica part) {
        return children.get(part);
    }

    Collection<ChildProcess> all() {
        return children.values();
    }

    boolean hasSaid(Replica part, String words) {
        return children.get(part).hasSaid(words);
    }

    /** Ends a part at once; it is not started again before {@link #bringBack}. */
    void takeAway(Replica part) {
        away.add(part);
        of(part).kill();
    }

    void bringBack(Replica part) {
        if (away.remove(part)) {
            lookAfter(part, launch(part));
        }
    }

    /** From now on nothing is started, and no death is told. */
    void close() {
        closing = true;
    }

    /** Asks them to end, and ends those that do not within that time. */
    void stop(List<Replica> parts, Duration patience) throws InterruptedException {
        List<ChildProcess> stopping =
                parts.stream().map(children::get).filter(child -> child != null).toList();
        stopping.forEach(ChildProcess::terminate);
        long end = System.nanoTime() + patience.toNanos();
        for (ChildProcess child : stopping) {
            if (!child.endsWithin(Duration.ofNanos(Math.max(0, end - System.nanoTime())))) {
                child.kill();
                child.endsWithin(patience);
            }
        }
    }

    /**
     * Counts a death.
     *
     * @throws StackFailedException if it was one too many for the part to be started again
     */
    void countDeath(Replica part) {
        if (!restarts.allow(part, System.nanoTime())) {
            throw new StackFailedException(failureLogs.tell(part.part(), "the " + part.label() + " died too often"));
        }
    }

    private synchronized ChildProcess launch(Replica part) {
        if (closing) {
            throw new StackFailedException("the run has been stopped");
        }
        ChildProcess child = starter.apply(part);
        children.put(part, child);
        return child;
    }

    private void lookAfter(Replica part, ChildProcess child) {
        child.onExit().thenRunAsync(() -> ended(part, child), executor);
    }

    private void ended(Replica part, ChildProcess child) {
        if (closing || away.contains(part)) {
            return;
        }
        try {
            countDeath(part);
        } catch (StackFailedException e) {
            listener.failed(e);
            return;
        }
        lookAfter(part, launch(part));
        listener.restarted(part.part(), child.ending());
    }
}
