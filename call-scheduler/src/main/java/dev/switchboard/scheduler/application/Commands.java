package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.Command;
import dev.switchboard.scheduler.domain.LiveCall;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The commands for live calls. They change only under the lock of their attempt. */
public interface Commands {

    Uni<Map<Command.Kind, Command>> of(Mutiny.Session session, UUID attemptId);

    /** Writes what has changed. */
    Uni<Void> save(Mutiny.Session session, UUID attemptId, Map<Command.Kind, Command> before, LiveCall after);

    /** Nothing more is sent to a call that has ended. */
    Uni<Void> close(Mutiny.Session session, UUID attemptId);

    /**
     * Commands to be sent now, marked as sent and kept from other processes for {@code lease} of real time. Only those of
     * calls that live and whose call control id is known.
     */
    Uni<List<DueCommand>> leaseDue(Mutiny.Session session, Instant now, Duration lease, int most);

    /** When the next is due; outside any transaction. */
    Uni<Optional<Instant>> nextDue();
}
