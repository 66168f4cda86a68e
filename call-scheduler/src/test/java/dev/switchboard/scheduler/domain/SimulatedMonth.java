package dev.switchboard.scheduler.domain;

import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.calling.VoicemailMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * A month of calls, played on the decisions that the service takes and on nothing else of it: what is due is judged by
 * {@link Prospect}, chosen by {@link FairShare}, and every ending is told to {@link Call}. The rest of the world is made
 * up: who answers how, and who asks not to be called again.
 */
final class SimulatedMonth {

    /** Somebody with a telephone, who may be in any of these zones. */
    record Person(String phone, List<ZoneId> zones) {}

    /** A call that a mission wants. */
    record Wish(UUID runId, Person person, Terms terms, Instant at) {}

    /** A phone that rang. */
    record Ring(
            Wish wish, int attempt, Instant decidedAt, Instant at, Instant until, Outcome outcome, boolean message) {}

    /** Clocks go back in both halves of the north and forward in the south; the other way round half a year before. */
    static final List<Instant> STARTS =
            List.of(Instant.parse("2026-10-01T00:00:00Z"), Instant.parse("2026-03-01T00:00:00Z"));

    private static final Duration LENGTH = Duration.ofDays(45);
    private static final Duration LEAD = Duration.ofSeconds(65);
    private static final Duration MARGIN = Duration.ofSeconds(60);
    private static final Duration PATIENCE = Duration.ofHours(24);
    private static final Duration TOO_LATE_TO_TAKE_BACK = Duration.ofSeconds(2);

    /** Calls are told of the list after the fact: until then the look at it must be enough. */
    private static final Duration UNTIL_TOLD = Duration.ofHours(1);

    private final Instant start;
    private final Random chance;
    private final int slots;
    private final Map<String, Instant> listedFrom;
    private final Map<UUID, Wish> wishes = new LinkedHashMap<>();
    private final Map<UUID, Call> calls = new LinkedHashMap<>();
    private final Map<UUID, Ring> live = new HashMap<>();
    private final Map<String, Instant> reachedAt = new HashMap<>();
    private final Map<String, Instant> messageLeftAt = new HashMap<>();
    private final List<Ring> rings = new ArrayList<>();
    private final List<UUID> told = new ArrayList<>();

    /** @param listedFrom when each number comes onto the suppression list */
    SimulatedMonth(Instant start, List<Wish> wanted, Map<String, Instant> listedFrom, int slots, long seed) {
        this.start = start;
        this.chance = new Random(seed);
        this.slots = slots;
        this.listedFrom = listedFrom;
        for (Wish wish : wanted) {
            UUID id = new UUID(7, wishes.size());
            wishes.put(id, wish);
            calls.put(id, queued(id, wish));
        }
    }

    private static Call queued(UUID id, Wish wish) {
        return call(id, wish, CallState.QUEUED, wish.at(), 0, Map.of(), Optional.empty(), TimesOfDay.NONE, false);
    }

    private static Call call(
            UUID id,
            Wish wish,
            CallState state,
            Instant due,
            int attempts,
            Map<Outcome, Integer> used,
            Optional<Outcome> last,
            TimesOfDay inVain,
            boolean suppressed) {
        return new Call(
                id,
                wish.runId(),
                "default",
                state,
                due,
                attempts,
                Optional.empty(),
                used,
                last,
                0,
                false,
                Optional.empty(),
                inVain,
                suppressed);
    }

    /** Every phone that rang, in the order in which it was decided. */
    List<Ring> play() {
        Optional<Instant> now = Optional.of(start);
        while (now.isPresent() && now.get().isBefore(start.plus(LENGTH))) {
            Instant at = now.get();
            endWhatIsOver(at);
            tellTheListed(at);
            place(at);
            now = nextAfter(at);
        }
        endWhatIsOver(Instant.MAX);
        return rings;
    }

    Map<UUID, Call> calls() {
        return calls;
    }

    private void endWhatIsOver(Instant now) {
        List<UUID> over = live.entrySet().stream()
                .filter(entry -> !entry.getValue().until().isAfter(now))
                .map(Map.Entry::getKey)
                .toList();
        over.forEach(id -> end(id, live.remove(id)));
    }

    private void end(UUID id, Ring ring) {
        String phone = ring.wish().person().phone();
        if (isReached(ring)) {
            reachedAt.put(phone, ring.until());
        }
        if (ring.outcome() == Outcome.VOICEMAIL && ring.wish().terms().message() != VoicemailMessage.NONE) {
            messageLeftAt.putIfAbsent(phone, ring.until());
        }
        calls.put(id, after(calls.get(id), ring).call());
    }

    private static boolean isReached(Ring ring) {
        return switch (ring.outcome()) {
            case COMPLETED, VOICEMAIL, EMPTY_INSIGHT -> true;
            case NO_ANSWER, BUSY, FAILED, CANCELED -> false;
        };
    }

    private static Call.Next after(Call call, Ring ring) {
        Terms terms = ring.wish().terms();
        boolean answered = ring.outcome() == Outcome.COMPLETED || ring.outcome() == Outcome.EMPTY_INSIGHT;
        if (!answered) {
            return ended(call, ring.outcome(), ring.until(), terms);
        }
        Call waiting = ended(call, Outcome.COMPLETED, ring.until(), terms).call();
        Decision<Call.Next> insight = ring.outcome() == Outcome.COMPLETED
                ? waiting.insightUsable()
                : waiting.insightUseless(
                        Outcome.EMPTY_INSIGHT, ring.until(), ring.until().plusSeconds(20), terms, MARGIN);
        return insight.next().orElseThrow();
    }

    private static Call.Next ended(Call call, Outcome outcome, Instant at, Terms terms) {
        return call.attemptEnded(outcome, at, terms, MARGIN, PATIENCE).next().orElseThrow();
    }

    /** What the service does when a number comes onto the list: calls are told, accepted attempts taken back. */
    private void tellTheListed(Instant now) {
        calls.replaceAll(
                (id, call) -> isListed(id, now.minus(UNTIL_TOLD)) && !told.contains(id) ? tell(id, call) : call);
        List<UUID> withdrawn = live.entrySet().stream()
                .filter(entry -> isListed(entry.getKey(), now))
                .filter(entry -> entry.getValue().at().isAfter(now.plus(TOO_LATE_TO_TAKE_BACK)))
                .map(Map.Entry::getKey)
                .toList();
        for (UUID id : withdrawn) {
            Ring ring = live.remove(id);
            rings.remove(ring);
            calls.put(
                    id,
                    ended(calls.get(id), Outcome.CANCELED, now, ring.wish().terms())
                            .call());
        }
    }

    private Call tell(UUID id, Call call) {
        told.add(id);
        return call.suppress().next().map(Call.Next::call).orElse(call);
    }

    private boolean isListed(UUID id, Instant now) {
        Instant from = listedFrom.get(wishes.get(id).person().phone());
        return from != null && !now.isBefore(from);
    }

    private void place(Instant now) {
        List<Candidate> open = new ArrayList<>();
        Map<UUID, Verdict.Place> places = new HashMap<>();
        for (UUID id : List.copyOf(calls.keySet())) {
            Call call = calls.get(id);
            if (call.state() == CallState.QUEUED && !call.dueAt().isAfter(now) && !isBusy(id)) {
                Verdict verdict = prospect(id, now).judge(now, LEAD, MARGIN);
                if (verdict instanceof Verdict.Place place) {
                    places.put(id, place);
                    open.add(candidate(id, call));
                } else {
                    calls.put(id, notNow(call, verdict));
                }
            }
        }
        List<Load.Placed> load = live.values().stream()
                .map(ring -> new Load.Placed(ring.wish().runId(), true, ring.decidedAt()))
                .toList();
        FairShare.choose(open, load, slots - live.size(), now)
                .chosen()
                .forEach(chosen -> ring(chosen.callId(), places.get(chosen.callId()), now));
    }

    private Prospect prospect(UUID id, Instant now) {
        Wish wish = wishes.get(id);
        String phone = wish.person().phone();
        return new Prospect(
                wish.terms(),
                0,
                Optional.ofNullable(reachedAt.get(phone)),
                isListed(id, now),
                Optional.ofNullable(messageLeftAt.get(phone)));
    }

    private boolean isBusy(UUID id) {
        String phone = wishes.get(id).person().phone();
        return live.values().stream()
                .anyMatch(ring -> ring.wish().person().phone().equals(phone));
    }

    private Candidate candidate(UUID id, Call call) {
        Wish wish = wishes.get(id);
        return new Candidate(
                id,
                wish.runId(),
                0,
                wish.person().phone(),
                0,
                call.dueAt(),
                (int) id.getLeastSignificantBits(),
                new RunCaps(Optional.empty(), Optional.empty()));
    }

    private static Call notNow(Call call, Verdict verdict) {
        return verdict instanceof Verdict.PutOff later
                ? call.waitsUntil(later.until()).call()
                : call.never((Verdict.Never) verdict).next().orElseThrow().call();
    }

    private void ring(UUID id, Verdict.Place place, Instant now) {
        Wish wish = wishes.get(id);
        Call call = calls.get(id);
        Outcome outcome = chooseOutcome(wish.terms().recipients());
        boolean message = outcome == Outcome.VOICEMAIL
                && switch (wish.terms().message()) {
                    case NONE -> false;
                    case BY_CALL -> !place.silentToMachines();
                    case BY_ASSISTANT -> true;
                };
        Instant begins = place.scheduledFor();
        Ring ring = new Ring(
                wish, call.attempts() + 1, now, begins, begins.plusSeconds(5 + chance.nextInt(300)), outcome, message);
        calls.put(
                id,
                call(
                        id,
                        wish,
                        CallState.ATTEMPTING,
                        call.dueAt(),
                        call.attempts() + 1,
                        call.retriesUsed(),
                        call.lastOutcome(),
                        call.inVain(),
                        call.suppressed()));
        live.put(id, ring);
        rings.add(ring);
    }

    private Outcome chooseOutcome(Recipients recipients) {
        List<Outcome> possible = Stream.of(Outcome.values())
                .filter(outcome -> outcome != Outcome.VOICEMAIL || recipients.machineIsAnOutcome())
                .toList();
        return possible.get(chance.nextInt(possible.size()));
    }

    private Optional<Instant> nextAfter(Instant now) {
        Stream<Instant> ends = live.values().stream().map(Ring::until);
        Stream<Instant> due = calls.values().stream()
                .filter(call -> call.state() == CallState.QUEUED)
                .map(Call::dueAt);
        Stream<Instant> listed = listedFrom.values().stream().flatMap(from -> Stream.of(from, from.plus(UNTIL_TOLD)));
        return Stream.of(ends, due, listed)
                .flatMap(times -> times)
                .filter(time -> time.isAfter(now))
                .min(Comparator.naturalOrder());
    }

    /** True if no person's phone may ring at that local time, whatever the mission says. */
    static boolean isNight(Instant at, ZoneId zone) {
        LocalTime time = LocalTime.ofInstant(at, zone);
        return time.isBefore(LocalTime.of(8, 0)) || !time.isBefore(LocalTime.of(21, 0));
    }
}
