package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.config.AccountSettings;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.telnyx.TelnyxAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Fills free slots with due calls: one transaction per account claims them and writes the intents; only after its commit
 * do the requests leave.
 *
 * <p>Guarantee: under the lock of the account's row no two claims, of whatever process, see the same free slot.
 */
@ApplicationScoped
public class PlaceDueCalls {

    /** Claims in a row for one account in one pass; each beyond the first had calls that were put off. */
    private static final int CLAIMS_AT_MOST = 50;

    private final Accounts accounts;
    private final Calls calls;
    private final Attempts attempts;
    private final Ledger ledger;
    private final Departures departures;
    private final UnitOfWork work;
    private final MissionClock clock;
    private final MissionSpans spans;
    private final Ids ids;
    private final AccountSettings accountSettings;
    private final PlacingSettings settings;
    private final Duration lease;
    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> slotsUsed = new ConcurrentHashMap<>();

    PlaceDueCalls(
            Accounts accounts,
            Calls calls,
            Attempts attempts,
            Ledger ledger,
            Departures departures,
            UnitOfWork work,
            MissionClock clock,
            MissionSpans spans,
            Ids ids,
            AccountSettings accountSettings,
            PlacingSettings settings,
            TelnyxAccounts telnyx,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.calls = calls;
        this.attempts = attempts;
        this.ledger = ledger;
        this.departures = departures;
        this.work = work;
        this.clock = clock;
        this.spans = spans;
        this.ids = ids;
        this.accountSettings = accountSettings;
        this.settings = settings;
        this.lease = telnyx.timeout().plus(settings.leaseMargin());
        this.metrics = metrics;
    }

    /** Places what is due in every account; says when there will be more to place. */
    public Uni<Optional<Instant>> pass() {
        return calls.due(clock.instant()).chain(this::placeAll);
    }

    /** Places what is due in one account. */
    public Uni<Optional<Instant>> placeFor(String account) {
        return placeFor(account, 1);
    }

    private Uni<Optional<Instant>> placeAll(Calls.Due due) {
        return Multi.createFrom()
                .iterable(due.accounts())
                .onItem()
                .transformToUniAndConcatenate(this::placeFor)
                .collect()
                .asList()
                .map(nexts -> Stream.concat(nexts.stream(), Stream.of(due.next()))
                        .flatMap(Optional::stream)
                        .min(Comparator.naturalOrder()));
    }

    private Uni<Optional<Instant>> placeFor(String account, int claims) {
        return work.perform(session -> claim(session, account))
                .invoke(this::depart)
                .chain(claimed -> claimed.again() && claims < CLAIMS_AT_MOST
                        ? placeFor(account, claims + 1)
                        : Uni.createFrom().item(claimed.next()));
    }

    private Uni<Claim.Result> claim(Mutiny.Session session, String account) {
        AccountSettings.Limits limits = accountSettings.byName().get(account);
        return accounts.lock(session, account, limits.concurrentCalls(), clock.instant())
                .map(throttle -> new Claim(this, session, account, limits, throttle))
                .chain(Claim::run);
    }

    private void depart(Claim.Result claimed) {
        claimed.intents().forEach(departures::depart);
    }

    void report(String account, int used) {
        slotsUsed.computeIfAbsent(account, this::gauge).set(used);
    }

    private AtomicInteger gauge(String account) {
        return metrics.gauge("switchboard.slots.used", Tags.of("account", account), new AtomicInteger());
    }

    Accounts accounts() {
        return accounts;
    }

    Calls calls() {
        return calls;
    }

    Attempts attempts() {
        return attempts;
    }

    Ledger ledger() {
        return ledger;
    }

    MissionClock clock() {
        return clock;
    }

    MissionSpans spans() {
        return spans;
    }

    Ids ids() {
        return ids;
    }

    PlacingSettings settings() {
        return settings;
    }

    Duration lease() {
        return lease;
    }
}
