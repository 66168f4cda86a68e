package dev.switchboard.scheduler.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Ids;
import dev.switchboard.scheduler.config.AccountSettings;
import dev.switchboard.scheduler.config.PlacingSettings;
import dev.switchboard.scheduler.domain.Candidate;
import dev.switchboard.scheduler.domain.DialRate;
import dev.switchboard.scheduler.domain.FairShare;
import dev.switchboard.scheduler.domain.Load;
import dev.switchboard.scheduler.domain.Throttle;
import dev.switchboard.scheduler.domain.Verdict;
import dev.switchboard.telnyx.TelnyxAccounts;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Claims free slots of an account for due calls and writes the intents, in one transaction.
 *
 * <p>Guarantee: under the lock of the account's row no two claims, of whatever process, see the same free slot.
 */
@ApplicationScoped
public class ClaimSlots {

    /**
     * What a claim has brought.
     *
     * @param intents to leave after the commit
     * @param next when it is worth claiming again
     * @param again true if calls were put off that stood before others: claim again at once
     */
    record Result(List<Intent> intents, Optional<Instant> next, boolean again) {

        static Result nothingUntil(Optional<Instant> next) {
            return new Result(List.of(), next, false);
        }
    }

    /** What a look at one due call has shown. */
    private record Judged(WaitingCall call, Verdict verdict) {

        UUID callId() {
            return call.candidate().callId();
        }

        boolean isOpen() {
            return verdict instanceof Verdict.Place;
        }

        Verdict.Place place() {
            return (Verdict.Place) verdict;
        }

        Optional<Instant> putOffTo() {
            return verdict instanceof Verdict.PutOff later ? Optional.of(later.until()) : Optional.empty();
        }

        Optional<Verdict.Never> never() {
            return verdict instanceof Verdict.Never never ? Optional.of(never) : Optional.empty();
        }
    }

    private static final Logger LOG = Logger.getLogger(Claim.class);

    /** Calls looked at in each run beyond the free slots, so that a few closed windows do not cost a claim of their own. */
    private static final int SPARE = 8;

    private final Accounts accounts;
    private final Calls calls;
    private final Attempts attempts;
    private final Ledger ledger;
    private final MissionClock clock;
    private final MissionSpans spans;
    private final Ids ids;
    private final AccountSettings accountSettings;
    private final PlacingSettings settings;
    private final WaysOfPlacing ways;
    private final Duration lease;
    private final MeterRegistry metrics;
    private final Map<String, AtomicInteger> slotsUsed = new ConcurrentHashMap<>();

    ClaimSlots(
            Accounts accounts,
            Calls calls,
            Attempts attempts,
            Ledger ledger,
            MissionClock clock,
            MissionSpans spans,
            Ids ids,
            AccountSettings accountSettings,
            PlacingSettings settings,
            WaysOfPlacing ways,
            TelnyxAccounts telnyx,
            MeterRegistry metrics) {
        this.accounts = accounts;
        this.calls = calls;
        this.attempts = attempts;
        this.ledger = ledger;
        this.clock = clock;
        this.spans = spans;
        this.ids = ids;
        this.accountSettings = accountSettings;
        this.settings = settings;
        this.ways = ways;
        // The time-out holds for the wait for a connection and again for the wait for an answer.
        this.lease = telnyx.timeout().multipliedBy(2).plus(settings.leaseMargin());
        this.metrics = metrics;
    }

    /** Claims what is free; the intents may leave once the transaction is committed. */
    Uni<Result> claim(Mutiny.Session session, String account) {
        AccountSettings.Limits limits = accountSettings.byName().get(account);
        return accounts.lock(session, account, limits.concurrentCalls(), clock.instant())
                .map(throttle -> new Claim(session, account, limits, throttle))
                .chain(Claim::run);
    }

    private void report(String account, int used) {
        slotsUsed.computeIfAbsent(account, this::gauge).set(used);
    }

    private AtomicInteger gauge(String account) {
        return metrics.gauge("switchboard.slots.used", Tags.of("account", account), new AtomicInteger());
    }

    /** One claim: lives as long as its transaction. */
    private final class Claim {

        private final Mutiny.Session session;
        private final String account;
        private final DialRate rate;
        private final Throttle locked;
        private final Throttle throttle;
        private final Duration quiet;
        private final Instant now;
        private final long since = System.nanoTime();
        private final Duration lead;

        private Claim(Mutiny.Session session, String account, AccountSettings.Limits limits, Throttle locked) {
            this.session = session;
            this.account = account;
            this.rate = new DialRate(limits.dialsPerSecond());
            this.quiet = limits.quiet();
            this.now = clock.instant();
            this.locked = locked;
            this.throttle = locked.under(limits.concurrentCalls(), now).grown(now, quiet);
            this.lead = max(settings.lead(), spans.missionTimeOf(settings.travelTime()));
        }

        Uni<Result> run() {
            Uni<Void> saved =
                    throttle.equals(locked) ? Uni.createFrom().voidItem() : accounts.save(session, account, throttle);
            if (throttle.isHeld(now)) {
                return saved.replaceWith(Result.nothingUntil(throttle.heldUntil()));
            }
            return saved.chain(() -> calls.load(session, account, now.minus(rate.window())))
                    .chain(this::claim);
        }

        private Uni<Result> claim(List<Load.Placed> placed) {
            Load load = new Load(placed);
            report(account, load.live());
            int slots = throttle.effective() - load.live();
            int dials = rate.room(load.dials(), now);
            int free = Math.min(slots, dials);
            if (free <= 0) {
                Optional<Instant> next = slots <= 0 ? throttle.growsAt(quiet) : rate.freeAt(load.dials(), now);
                return Uni.createFrom().item(Result.nothingUntil(next));
            }
            return calls.waiting(session, account, free + SPARE, now)
                    .map(waiting -> waiting.stream().map(this::judge).toList())
                    .chain(judged -> choose(judged, placed, free));
        }

        private Judged judge(WaitingCall call) {
            Duration ahead = ways.chosen(call.request()).isAtOnce() ? Duration.ZERO : lead;
            return new Judged(call, call.prospect().judge(now, ahead, settings.closingMargin()));
        }

        private Uni<Result> choose(List<Judged> judged, List<Load.Placed> placed, int free) {
            List<Candidate> open = judged.stream()
                    .filter(Judged::isOpen)
                    .map(one -> one.call().candidate())
                    .toList();
            FairShare.Choice choice = FairShare.choose(open, placed, free, now);
            boolean again = open.size() < judged.size() && choice.chosen().size() < free;
            Optional<Instant> next = earliest(choice.nextAt(), earliestPutOff(judged));
            return putOff(judged)
                    .chain(() -> giveUp(judged))
                    .chain(() -> write(judged, choice.chosen()))
                    .map(intents -> new Result(intents, next, again));
        }

        private Uni<Void> putOff(List<Judged> judged) {
            Map<UUID, Instant> dueAt = new HashMap<>();
            judged.forEach(one -> one.putOffTo().ifPresent(opening -> dueAt.put(one.callId(), opening)));
            return dueAt.isEmpty() ? Uni.createFrom().voidItem() : calls.putOff(session, dueAt);
        }

        private Uni<Void> giveUp(List<Judged> judged) {
            return InTurn.each(
                    judged.stream().filter(one -> one.never().isPresent()).toList(), this::giveUp);
        }

        private Uni<Void> giveUp(Judged judged) {
            return calls.lock(session, judged.callId())
                    .map(Optional::orElseThrow)
                    .chain(file -> ledger.writeCall(
                            session, file, file.call().never(judged.never().orElseThrow()), Optional.empty()));
        }

        private Uni<List<Intent>> write(List<Judged> judged, List<Candidate> chosen) {
            if (chosen.isEmpty()) {
                return Uni.createFrom().item(List.of());
            }
            Map<UUID, Judged> byCall = judged.stream().collect(Collectors.toMap(Judged::callId, Function.identity()));
            List<Attempts.Placing> placings = chosen.stream()
                    .map(candidate -> placing(byCall.get(candidate.callId())))
                    .toList();
            return attempts.write(session, placings, lease)
                    .map(ids -> placings.stream().map(one -> intent(one, ids)).toList())
                    .invoke(intents -> LOG.debugf("%d calls placed for account %s", intents.size(), account));
        }

        private Attempts.Placing placing(Judged judged) {
            return new Attempts.Placing(
                    judged.call(), ways.chosen(judged.call().request()), ids.next(), now, judged.place());
        }

        private Intent intent(Attempts.Placing one, Map<UUID, UUID> ids) {
            WaitingCall call = one.call();
            UUID attemptId = ids.get(call.candidate().callId());
            if (attemptId == null) {
                throw new IllegalStateException("no intent could be written for call "
                        + call.candidate().callId());
            }
            return new Intent(
                    attemptId,
                    call.number(),
                    one.via(),
                    call.request(),
                    one.intentAt(),
                    one.verdict().scheduledFor(),
                    one.verdict().silentToMachines(),
                    since,
                    throttle.failures() > 0);
        }

        private static Optional<Instant> earliestPutOff(List<Judged> judged) {
            List<Instant> all = new ArrayList<>();
            judged.forEach(one -> one.putOffTo().ifPresent(all::add));
            return all.stream().min(Comparator.naturalOrder());
        }

        private static Optional<Instant> earliest(Optional<Instant> one, Optional<Instant> other) {
            return Stream.of(one, other).flatMap(Optional::stream).min(Comparator.naturalOrder());
        }

        private static Duration max(Duration one, Duration other) {
            return one.compareTo(other) >= 0 ? one : other;
        }
    }
}
