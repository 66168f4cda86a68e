package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallFacts;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;

/** A run without anything around it: does what the strategy decides, and remembers in which order calls were asked for. */
final class RunInMemory {

    /** One target in one stage. */
    static final class Entry {
        final int position;
        final int sequence;
        final int stage;
        final Target target;
        boolean asked;
        boolean waiting;
        boolean unwanted;
        Optional<Settled> settled = Optional.empty();

        private Entry(int position, int sequence, int stage, Target target) {
            this.position = position;
            this.sequence = sequence;
            this.stage = stage;
            this.target = target;
        }

        boolean isOpen() {
            return asked && settled.isEmpty();
        }
    }

    final List<Entry> entries = new ArrayList<>();
    final List<Entry> asked = new ArrayList<>();
    final List<Move> moves = new ArrayList<>();
    final List<String> notes = new ArrayList<>();
    private final Strategy strategy;
    private int targets;
    private int stage = 1;
    private Optional<Best> best = Optional.empty();
    private Memory memory = Memory.NOTHING;
    private Optional<Move.AskWhoAdvances> question = Optional.empty();
    private Optional<RunStatus> end = Optional.empty();
    private boolean cancelledAll;
    private boolean paused;
    /** The most calls at once whose results were awaited in the first stage. */
    private int mostOpen;

    RunInMemory(Strategy strategy, int targets) {
        this.strategy = strategy;
        this.targets = targets;
        IntStream.rangeClosed(1, targets).forEach(position -> add(position, 1, Results.target(position)));
    }

    RunInMemory begun() {
        carryOut(strategy.begin(progress()));
        return this;
    }

    List<Entry> open() {
        return entries.stream().filter(Entry::isOpen).toList();
    }

    Optional<RunStatus> end() {
        return end;
    }

    Optional<Move.AskWhoAdvances> question() {
        return question;
    }

    int mostOpen() {
        return mostOpen;
    }

    boolean cancelledAll() {
        return cancelledAll;
    }

    /** Positions in the order in which calls were asked for in that stage. */
    List<Integer> askedIn(int number) {
        return asked.stream()
                .filter(entry -> entry.stage == number)
                .map(entry -> entry.position)
                .toList();
    }

    /** Calls under way go on; what the strategy wants done about them is not done. */
    void pause() {
        paused = true;
    }

    void resume() {
        paused = false;
        if (end.isEmpty()) {
            carryOut(strategy.begin(progress()));
        }
    }

    private void decided(Decision decision) {
        carryOut(paused ? decision.held() : decision);
    }

    void succeeds(Entry entry, Map<String, Object> insight) {
        settle(entry, TargetStatus.SUCCEEDED, insight);
    }

    void settle(Entry entry, TargetStatus status, Map<String, Object> insight) {
        entry.waiting = false;
        Settled settled = new Settled(
                entry.position,
                entry.sequence,
                entry.stage,
                entry.target,
                status,
                insight,
                "",
                new CallFacts(Optional.of(CallOutcome.COMPLETED), 1, 60, Optional.empty()),
                Optional.empty());
        entry.settled = Optional.of(settled);
        if (end.isEmpty()) {
            decided(strategy.settled(progress(), settled));
        }
    }

    /** An attempt came to nothing; another follows later. */
    void waits(Entry entry) {
        entry.waiting = true;
        if (end.isEmpty()) {
            decided(strategy.waits(progress()));
        }
    }

    void decide(Optional<List<Integer>> changed) {
        question = Optional.empty();
        carryOut(strategy.decided(progress(), changed));
    }

    /** Of the last stage, as at the end of a run. */
    List<String> recommended() {
        int last = strategy.stages().size();
        List<Settled> results = entries.stream()
                .filter(entry -> entry.stage == last)
                .flatMap(entry -> entry.settled.stream())
                .toList();
        return strategy.ranking().orElseThrow().recommended(results).stream()
                .map(place -> place.settled().target().name())
                .toList();
    }

    Progress progress() {
        int pending = (int) entries.stream().filter(entry -> !entry.asked).count();
        int open = open().size();
        int waiting = (int) open().stream().filter(entry -> entry.waiting).count();
        int succeeded = (int) IntStream.rangeClosed(1, targets)
                .filter(position -> entries.stream()
                        .filter(entry -> entry.position == position)
                        .reduce((first, second) -> second)
                        .flatMap(entry -> entry.settled)
                        .filter(Settled::usable)
                        .isPresent())
                .count();
        return new Progress(entries.size(), pending, open, waiting, succeeded, stage, best, memory);
    }

    private void carryOut(Decision decision) {
        best = decision.best();
        memory = decision.memory();
        notes.addAll(decision.notes());
        decision.moves().forEach(this::carryOut);
        mostOpen = Math.max(mostOpen, (int) open().stream()
                .filter(entry -> entry.stage == 1 && !entry.waiting)
                .count());
    }

    private void carryOut(Move move) {
        moves.add(move);
        if (move instanceof Move.RequestAll) {
            entries.stream().filter(entry -> !entry.asked).toList().forEach(this::ask);
        } else if (move instanceof Move.RequestNext next) {
            entries.stream()
                    .filter(entry -> !entry.asked)
                    .limit(next.count())
                    .toList()
                    .forEach(this::ask);
        } else if (move instanceof Move.CallAgain again) {
            again(again.stage(), again.positions()).forEach(this::ask);
        } else if (move instanceof Move.Advance advance) {
            again(advance.stage(), advance.positions());
        } else if (move instanceof Move.AddTargets added) {
            added.targets().forEach(target -> add(++targets, 1, target));
        } else if (move instanceof Move.CancelOpen) {
            open().forEach(entry -> entry.unwanted = true);
        } else if (move instanceof Move.CancelAll) {
            cancelledAll = true;
        } else if (move instanceof Move.Review) {
            review();
        } else if (move instanceof Move.AskWhoAdvances asks) {
            question = Optional.of(asks);
        } else if (move instanceof Move.Complete) {
            end = Optional.of(strategy.verdict(progress()));
        } else if (move instanceof Move.Fail) {
            end = Optional.of(RunStatus.FAILED);
        }
    }

    private void review() {
        carryOut(strategy.reviewed(
                progress(),
                entries.stream()
                        .filter(entry -> entry.stage == stage)
                        .flatMap(entry -> entry.settled.stream())
                        .toList()));
    }

    private List<Entry> again(int number, List<Integer> positions) {
        stage = Math.max(stage, number);
        return positions.stream()
                .map(position -> add(
                        position,
                        number,
                        entries.stream()
                                .filter(entry -> entry.position == position)
                                .findFirst()
                                .orElseThrow()
                                .target))
                .toList();
    }

    private Entry add(int position, int number, Target target) {
        Entry entry = new Entry(position, entries.size() + 1, number, target);
        entries.add(entry);
        return entry;
    }

    private void ask(Entry entry) {
        entry.asked = true;
        asked.add(entry);
    }
}
