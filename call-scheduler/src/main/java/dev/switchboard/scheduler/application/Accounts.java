package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.Throttle;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import org.hibernate.reactive.mutiny.Mutiny;

/** Accounts and what they may do now. An account's row is the lock under which its slots are claimed. */
public interface Accounts {

    /** Locks the account until the transaction ends; a new one begins with its configured limit. */
    Uni<Throttle> lock(Mutiny.Session session, String account, int limit, Instant now);

    Uni<Void> save(Mutiny.Session session, String account, Throttle throttle);

    /** Notes that the account's requests get in again. */
    Uni<Void> reachable(Mutiny.Session session, String account);
}
