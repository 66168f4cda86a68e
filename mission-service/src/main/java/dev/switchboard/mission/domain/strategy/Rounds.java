package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Handle;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Stage;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * Each round is a sweep over those who advanced from the one before. Where a person is to decide who advances, nobody is
 * called before that decision.
 */
public final class Rounds implements Strategy {

    static final MissionClass CLASS = new MissionClass("rounds", Set.of("rounds"), Set.of("rank"), Rounds::of);

    /** Who would advance, while a person decides. */
    private static final String SHORTLIST = "shortlist";
    /** Who would have advanced, had nobody changed the shortlist. */
    private static final String PASSED_OVER = "passed over";

    /**
     * One round.
     *
     * @param advance who is called in the next; empty for the last round
     * @param approval whether a person decides about that
     */
    public record Round(String name, Optional<Ranking> advance, boolean approval) {}

    private final List<Round> rounds;
    private final Optional<Ranking> ranking;

    public Rounds(List<Round> rounds, Optional<Ranking> ranking) {
        this.rounds = List.copyOf(rounds);
        this.ranking = ranking;
    }

    static Rounds of(Clause mission) {
        List<Clause> clauses = mission.at("rounds").items();
        List<Round> rounds = new ArrayList<>();
        Map<String, Integer> numbers = new HashMap<>();
        OptionalInt left = mission.listedTargets();
        for (Clause clause : clauses) {
            boolean last = rounds.size() == clauses.size() - 1;
            String name = clause.at("name").text().orElse("");
            nameOnce(clause.at("name"), name, numbers);
            Optional<Ranking> advance = advance(clause.at("advance"), last, left);
            left = advance.map(Ranking::top).filter(OptionalInt::isPresent).orElse(left);
            rounds.add(
                    new Round(name, advance, clause.at("advance").at("approval").isTrue()));
        }
        Clause rank = mission.at("rank");
        return new Rounds(
                rounds,
                rank.isGiven() ? Optional.of(Ranking.of(rank, left, Ranking.Top.RECOMMENDED)) : Optional.empty());
    }

    /** Names become steps of the plan, so they must differ there, too. */
    private static void nameOnce(Clause clause, String name, Map<String, Integer> numbers) {
        Integer earlier = numbers.putIfAbsent(Handle.of(name).slug(), numbers.size());
        if (earlier != null && clause.isGiven()) {
            clause.isNot("a name of its own; round " + (earlier + 1) + " has it already");
        }
    }

    private static Optional<Ranking> advance(Clause clause, boolean last, OptionalInt available) {
        if (last && clause.isGiven()) {
            clause.isNot("no 'advance' in the last round: nobody advances from it");
        }
        if (!last && !clause.isGiven()) {
            clause.isNot("'advance', which every round but the last needs");
        }
        return clause.isGiven() ? Optional.of(Ranking.of(clause, available, Ranking.Top.ADVANCING)) : Optional.empty();
    }

    @Override
    public MissionClass missionClass() {
        return CLASS;
    }

    @Override
    public List<Stage> stages() {
        List<Stage> stages = new ArrayList<>();
        for (Round round : rounds) {
            stages.add(new Stage(
                    stages.size() + 1,
                    Handle.of(round.name()).slug(),
                    Optional.of(round.name()),
                    "/rounds/" + stages.size()));
        }
        return stages;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return stages().stream()
                .map(stage -> new PlannedStep(
                        stage.stepId(),
                        "Round " + stage.number() + ", " + stage.name().orElse("") + ": call "
                                + (stage.number() == 1 ? Sentences.targets(targets) : "those who advanced"),
                        stage.number()))
                .toList();
    }

    @Override
    public Decision begin(Progress progress) {
        if (progress.memory().has(SHORTLIST)) {
            return Decision.of(progress);
        }
        if (progress.allFinal()) {
            return Decision.of(progress, new Move.Review());
        }
        return progress.pending() > 0 ? Decision.of(progress, new Move.RequestAll()) : Decision.of(progress);
    }

    @Override
    public Decision settled(Progress progress, Settled settled) {
        return progress.allFinal() ? Decision.of(progress, new Move.Review()) : Decision.of(progress);
    }

    /** A round is over. */
    @Override
    public Decision reviewed(Progress progress, List<Settled> settled) {
        Round round = rounds.get(progress.stage() - 1);
        return round.advance()
                .map(advance -> choose(progress, round, advance.rank(settled)))
                .orElseGet(() -> end(progress, round, settled));
    }

    private static Decision end(Progress progress, Round round, List<Settled> settled) {
        return settled.stream().anyMatch(Settled::usable)
                ? Decision.of(progress, new Move.Complete())
                : Decision.of(progress, new Move.Fail("round '" + round.name() + "' yielded no result"));
    }

    private static Decision choose(Progress progress, Round round, List<Ranked> ranked) {
        List<Ranked> top = ranked.stream().filter(Ranked::recommended).toList();
        if (top.isEmpty()) {
            return Decision.of(
                    progress,
                    new Move.Fail("nobody advances from round '" + round.name()
                            + "': no result could be ranked for the next one"));
        }
        List<Integer> positions =
                top.stream().map(place -> place.settled().position()).toList();
        return round.approval()
                ? Decision.of(progress, question(round, top, ranked))
                        .remembering(progress.memory().with(SHORTLIST, positions))
                : advance(progress, positions).noting(List.of(told(round, top)));
    }

    private static Move question(Round round, List<Ranked> top, List<Ranked> all) {
        return new Move.AskWhoAdvances(
                "Round '" + round.name() + "' is over. Who advances? Proposed: " + names(top) + ".",
                top.stream()
                        .map(place -> new Move.Listed(place.settled(), place.reason()))
                        .toList(),
                all.stream().map(place -> place.settled().target()).toList());
    }

    private static String told(Round round, List<Ranked> top) {
        return "round '" + round.name() + "' is over; " + names(top) + (top.size() == 1 ? " advances" : " advance");
    }

    private static String names(List<Ranked> top) {
        return top.stream().map(place -> place.settled().target().name()).collect(Collectors.joining(", "));
    }

    @Override
    public Decision decided(Progress progress, Optional<List<Integer>> changed) {
        List<Integer> shown = progress.memory().under(SHORTLIST);
        List<Integer> advancing = changed.orElse(shown);
        Memory memory = progress.memory();
        for (int position : shown) {
            memory = advancing.contains(position) ? memory : memory.adding(PASSED_OVER, position);
        }
        return advance(progress, advancing).remembering(memory.without(SHORTLIST));
    }

    @Override
    public List<Ranked> explained(Memory memory, int stage, List<Settled> results) {
        return rounds.get(stage - 1).advance().map(advance -> advance.rank(results)).orElseGet(List::of).stream()
                .map(place -> passedOver(memory, place) ? because(place) : place)
                .toList();
    }

    private static boolean passedOver(Memory memory, Ranked place) {
        return place.recommended()
                && memory.under(PASSED_OVER).contains(place.settled().position());
    }

    private static Ranked because(Ranked place) {
        return new Ranked(
                place.settled(),
                place.rank(),
                false,
                place.measure(),
                place.reason() + "; a person changed the shortlist");
    }

    private static Decision advance(Progress progress, List<Integer> positions) {
        return Decision.of(progress, new Move.Advance(progress.stage() + 1, positions), new Move.RequestAll())
                .remembering(progress.memory().without(SHORTLIST));
    }

    @Override
    public Optional<Ranking> ranking() {
        return ranking;
    }

    @Override
    public RunStatus verdict(Progress progress) {
        return RunStatus.SUCCEEDED;
    }

    @Override
    public String summary(Conclusion conclusion) {
        return Sentences.paragraph(
                Sentences.ending(conclusion),
                Sentences.recommendation(conclusion.recommended()),
                Sentences.count(conclusion));
    }
}
