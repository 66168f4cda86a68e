package dev.switchboard.scheduler.application;

import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Changes the suppression list and tells the calls that it concerns.
 *
 * <p>Guarantee: no request to a number leaves after the change that put it on the list was answered. A request leaves
 * only for an intent that was committed before, and after a look at the list that comes after that commit. A change is
 * answered after its own commit and once no intent to a number on the list may still be on its way. So either the look
 * comes after the change and sees it, or the intent was there before the change and the answer waits for its outcome.
 * No lock is held meanwhile.
 */
@ApplicationScoped
public class SuppressNumbers {

    private static final Logger LOG = Logger.getLogger(SuppressNumbers.class);

    /** Entries written by one statement. */
    private static final int LINES = 1_000;

    /** Calls told in one transaction. */
    private static final int BATCH = 200;

    /** Real time between two looks at requests that are on their way. */
    private static final Duration LOOK_AGAIN = Duration.ofMillis(20);

    private final Suppressions suppressions;
    private final Calls calls;
    private final Ledger ledger;
    private final UnitOfWork work;
    private final Wake wake;

    SuppressNumbers(Suppressions suppressions, Calls calls, Ledger ledger, UnitOfWork work, Wake wake) {
        this.suppressions = suppressions;
        this.calls = calls;
        this.ledger = ledger;
        this.work = work;
        this.wake = wake;
    }

    /** Puts numbers on the list, all or none; each is read once, in order. */
    public Uni<Suppressions.Tally> add(Suppressions.Author author, Iterable<Suppressions.Wanted> wanted) {
        return work.perform(session ->
                        suppressions.lock(session, author.account()).chain(() -> addAll(session, author, wanted)))
                .invoke(wake::tidying)
                .call(() -> nothingUnderWay(author.account()))
                .invoke(wake::tidying)
                .invoke(tally -> LOG.infof(
                        "suppression list of account %s: %d added, %d changed by %s",
                        author.account(), tally.added(), tally.changed(), author.name()));
    }

    private Uni<Suppressions.Tally> addAll(
            Mutiny.Session session, Suppressions.Author author, Iterable<Suppressions.Wanted> wanted) {
        return Multi.createFrom()
                .iterable(wanted)
                .group()
                .intoLists()
                .of(LINES)
                .onItem()
                .transformToUniAndConcatenate(lines -> suppressions.add(session, author, lines))
                .collect()
                .in(TallySoFar::new, TallySoFar::add)
                .map(TallySoFar::tally);
    }

    /** Takes a number off the list; calls that were given up stay so. False if it was not on it. */
    public Uni<Boolean> remove(Suppressions.Author author, String phone, String reason) {
        return work.perform(session -> suppressions
                .lock(session, author.account())
                .chain(() -> suppressions.remove(session, author, phone, reason)));
    }

    /** Tells the calls to numbers that were put on the list, in batches, until all know. */
    Uni<Void> tellAll() {
        return work.perform(this::tellBatch).chain(told -> told < BATCH ? work.perform(suppressions::told) : tellAll());
    }

    private Uni<Integer> tellBatch(Mutiny.Session session) {
        return suppressions
                .toTell(session, BATCH)
                .call(ids -> InTurn.each(ids, id -> tell(session, id)))
                .map(List::size);
    }

    private Uni<Void> tell(Mutiny.Session session, UUID callId) {
        return calls.lock(session, callId)
                .map(Optional::orElseThrow)
                .chain(file -> ledger.writeCall(session, file, file.call().suppress(), Optional.empty()));
    }

    /** Ends once every request that was on its way has been answered, or its process has certainly given it up. */
    private Uni<Void> nothingUnderWay(String account) {
        return suppressions.requestUnderWay(account).chain(underWay -> underWay ? later(account) : done());
    }

    private Uni<Void> later(String account) {
        return done().onItem().delayIt().by(LOOK_AGAIN).chain(() -> nothingUnderWay(account));
    }

    private static Uni<Void> done() {
        return Uni.createFrom().voidItem();
    }

    private static final class TallySoFar {

        private Suppressions.Tally tally = Suppressions.Tally.NONE;

        void add(Suppressions.Tally more) {
            tally = tally.and(more);
        }

        Suppressions.Tally tally() {
            return tally;
        }
    }
}
