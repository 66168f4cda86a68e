package dev.switchboard.scheduler.application;

import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.scheduler.domain.Call;
import dev.switchboard.scheduler.domain.Load;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The calls that are wanted. */
public interface Calls {

    /** What there is to do in the queue. */
    record Due(List<String> accounts, Optional<Instant> next) {}

    /**
     * What is known about a call before it is added.
     *
     * @param steered whether its run was steered: then {@code deadline} counts instead of the requested one
     */
    record Known(boolean exists, boolean cancelled, boolean suppressed, boolean steered, Optional<Instant> deadline) {}

    /**
     * Notes the runs with their caps, and holds them until the transaction ends, so that no cancellation slips in
     * between; what is known, by call id.
     */
    Uni<Map<UUID, Known>> prepare(Mutiny.Session session, List<CallRequested> requests);

    Uni<Void> add(Mutiny.Session session, List<RequestedCall> calls);

    /** Locks a call until the transaction ends. */
    Uni<Optional<RequestedCall>> lock(Mutiny.Session session, UUID callId);

    Uni<Void> save(Mutiny.Session session, Call call);

    /** Accounts with calls that are due, and when the next ones are. Outside any transaction. */
    Uni<Due> due(Instant now);

    /**
     * Due calls of an account, the best {@code most} of each run, locked; those that another transaction holds, whose
     * run is cancelled or held or whose number has a live attempt are left out.
     */
    Uni<List<WaitingCall>> waiting(Mutiny.Session session, String account, int most, Instant now);

    /** Live attempts and recent dials of an account. */
    Uni<List<Load.Placed>> load(Mutiny.Session session, String account, Instant since);

    /** Puts calls off that were found with a closed window. */
    Uni<Void> putOff(Mutiny.Session session, Map<UUID, Instant> dueAt);

    /** Queued calls whose deadline has passed, locked. */
    Uni<List<UUID>> pastDeadline(Mutiny.Session session, Instant now, int most);

    /** Calls whose insight is overdue, locked. */
    Uni<List<UUID>> withoutInsight(Mutiny.Session session, Instant now, int most);

    /** When the next deadline of either kind is. */
    Uni<Optional<Instant>> nextDeadline(Mutiny.Session session);

    /** Marks a whole run as no longer wanted. */
    Uni<Void> cancelRun(Mutiny.Session session, CallCancelled wish, Instant now);

    /** Notes that one call is no longer wanted, even if it has not been asked for yet. */
    Uni<Void> cancelUnknown(Mutiny.Session session, UUID callId, CallCancelled wish, Instant now);

    /** Calls of cancelled runs that have not been told, locked. */
    Uni<List<UUID>> toCancel(Mutiny.Session session, int most);

    /** Forgets the runs whose calls have all been told. */
    Uni<Void> cancelled(Mutiny.Session session);
}
