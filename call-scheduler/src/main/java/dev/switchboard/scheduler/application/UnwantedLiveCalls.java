package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Calls that ring or talk although they are no longer wanted, and that are to be hung up. */
public interface UnwantedLiveCalls {

    /** One of them. */
    record LiveCall(UUID attemptId, String account, String callControlId) {}

    /** Those Telnyx was not told about, kept from other processes for {@code lease} of real time. */
    Uni<List<LiveCall>> lease(Mutiny.Session session, Duration lease, int most);

    /** Notes that Telnyx was told. */
    Uni<Void> hungUp(Mutiny.Session session, List<UUID> attemptIds);
}
