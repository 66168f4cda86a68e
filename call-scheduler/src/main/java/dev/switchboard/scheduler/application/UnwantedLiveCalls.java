package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Calls that ring or talk although they are no longer wanted, and that are to be hung up. */
public interface UnwantedLiveCalls {

    /** The attempts whose hangup is not written yet, locked. */
    Uni<List<UUID>> lock(Mutiny.Session session, int most);

    /** Notes that it is. */
    Uni<Void> hungUp(Mutiny.Session session, List<UUID> attemptIds);
}
