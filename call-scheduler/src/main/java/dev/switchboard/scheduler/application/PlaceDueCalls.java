package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Comparator;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * Fills free slots with due calls: one transaction per account claims them and writes the intents; only after its commit
 * do the requests leave.
 */
@ApplicationScoped
public class PlaceDueCalls {

    /** Claims in a row for one account in one pass; each beyond the first had calls that were put off. */
    private static final int CLAIMS_AT_MOST = 50;

    private final Calls calls;
    private final ClaimSlots slots;
    private final Departures departures;
    private final UnitOfWork work;
    private final MissionClock clock;

    PlaceDueCalls(Calls calls, ClaimSlots slots, Departures departures, UnitOfWork work, MissionClock clock) {
        this.calls = calls;
        this.slots = slots;
        this.departures = departures;
        this.work = work;
        this.clock = clock;
    }

    /** Places what is due in every account; says when there will be more to place. */
    public Uni<Optional<Instant>> pass() {
        return calls.due(clock.instant()).chain(this::placeAll);
    }

    /** What fails for one account, such as a row that is locked for long, does not keep the others from calling. */
    private Uni<Optional<Instant>> placeAll(Calls.Due due) {
        return Multi.createFrom()
                .iterable(due.accounts())
                .onItem()
                .transformToUni(account -> placeFor(account, 1))
                .collectFailures()
                .concatenate()
                .collect()
                .asList()
                .map(nexts -> Stream.concat(nexts.stream(), Stream.of(due.next()))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    private Uni<Optional<Instant>> placeFor(String account, int claims) {
        return work.perform(session -> slots.claim(session, account))
                .invoke(this::depart)
                .chain(claimed -> claimed.again() && claims < CLAIMS_AT_MOST
                        ? placeFor(account, claims + 1)
                        : Uni.createFrom().item(claimed.next()));
    }

    private void depart(ClaimSlots.Result claimed) {
        claimed.intents().forEach(departures::depart);
    }
}
