package dev.switchboard.scheduler.application;

import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Verdict;
import dev.switchboard.scheduler.domain.Via;
import io.smallrye.mutiny.Uni;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The ledger of intents and of what became of them. */
public interface Attempts {

    /** What is written before a request leaves. */
    record Placing(WaitingCall call, Via via, UUID newId, Instant intentAt, Verdict.Place verdict) {}

    /**
     * Writes intents and moves their calls to ATTEMPTING. An attempt that was refused is taken up again under its own
     * id.
     *
     * @param lease real time for which the calling process alone is busy with them
     * @return the attempt's id by call
     */
    Uni<Map<UUID, UUID>> write(Mutiny.Session session, List<Placing> intents, Duration lease);

    /** Locks an attempt until the transaction ends. Attempt before call, always. */
    Uni<Optional<Attempt>> lock(Mutiny.Session session, UUID attemptId);

    /**
     * Locks the attempt that a webhook speaks of: the one whose id it carries, the one with that call control id, else the
     * live one to that number, from that number, that was placed before {@code before} and has no call control id yet.
     * A call that we dialled always carries its attempt's id, so it is never found by its numbers.
     */
    Uni<Optional<Attempt>> lockCalled(
            Mutiny.Session session,
            String account,
            Optional<UUID> attemptId,
            TelnyxIds ids,
            String from,
            String phone,
            Instant before);

    /** Locks the live text to that number, from that number, that was placed before {@code before}. */
    Uni<Optional<Attempt>> lockTexted(
            Mutiny.Session session, String account, String from, String phone, Instant before);

    Uni<Void> save(Mutiny.Session session, Attempt attempt);

    /**
     * How an attempt ended.
     *
     * @param machine whether a machine was heard
     */
    record Ended(Instant at, boolean machine) {}

    /** How an attempt ended, without a lock; empty if it has not. */
    Uni<Optional<Ended>> ended(Mutiny.Session session, UUID attemptId);

    /** Remembers that the number has got a voicemail message; only the first one counts. */
    Uni<Void> rememberMessage(Mutiny.Session session, Attempt attempt, Instant leftAt);

    /** Whether the number that an attempt calls has got a voicemail message from another attempt. */
    Uni<Boolean> hasMessage(Mutiny.Session session, Attempt attempt);

    /** Attempts to be looked at now, kept from other processes for {@code lease} of real time. */
    Uni<List<Attempt>> leaseDue(Mutiny.Session session, Instant now, Duration lease, int most);

    /** When the next look is due; outside any transaction. */
    Uni<Optional<Instant>> nextLook();

    /** Accepted attempts of cancelled or suppressed calls that do not begin before {@code after}, kept from others for a while. */
    Uni<List<Attempt>> leaseUnwanted(Mutiny.Session session, Instant after, Duration lease, int most);
}
