package dev.switchboard.messaging;

import jakarta.enterprise.context.ApplicationScoped;
import java.util.LinkedHashSet;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * What is to be looked at once a unit of work is committed: whoever writes the row says so, and nobody looks for nothing.
 * It is a hint only: a sweeper finds by itself what is committed by a process that dies before the hint.
 */
@ApplicationScoped
public class AfterCommit {

    private final Map<Mutiny.Session, Set<Runnable>> hints = new ConcurrentHashMap<>();

    void begin(Mutiny.Session session) {
        hints.put(session, new LinkedHashSet<>());
    }

    /** The same hint given several times in one unit of work counts once. Without a unit of work it does nothing. */
    public void run(Mutiny.Session session, Runnable hint) {
        hints.computeIfPresent(session, (ignored, known) -> {
            known.add(hint);
            return known;
        });
    }

    void committed(Mutiny.Session session) {
        hints.getOrDefault(session, Set.of()).forEach(Runnable::run);
    }

    void end(Mutiny.Session session) {
        hints.remove(session);
    }
}
