package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.Memory;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * Calls until {@code until} holds for one result, cancels the rest, then calls that target again to act; succeeds when
 * that is confirmed. If it is not, goes on: with targets for which {@code until} held already, then with those left, then
 * with {@code expand}.
 *
 * <p>No more strangers are bothered than need be: a call is asked for when the result of an earlier one is known, not
 * when its phone is free; a target that may only be tried again later holds nobody up.
 */
public final class Action implements Strategy {

    static final MissionClass CLASS = new MissionClass(
            "action", Set.of("assistant", "action"), Set.of("insight"), List.of("action", "expand"), Action::of);

    static final Stage LOOKING = new Stage(1, "calls", Optional.of("calls"), "");
    static final Stage ACTING = new Stage(2, "act", Optional.of("act"), "/action/act");

    /** Targets for which {@code until} held and which have not been called to act. */
    private static final String LEADS = "leads";
    /** The one that is being called to act. */
    private static final String CHOSEN = "chosen";
    /** The calls under way are being cancelled. */
    private static final String CLEARING = "clearing";
    /** Targets whose calls were cancelled: they are called again if need be. */
    private static final String SPARED = "spared";
    /** The one that has confirmed. */
    private static final String CONFIRMED = "confirmed";
    /** The further targets have been added. */
    private static final String EXPANDED = "expanded";

    private final Expression until;
    private final Expression confirmed;
    private final int atOnce;
    private final List<Target> expand;

    /** @param atOnce the most calls whose results are awaited, from 1 */
    public Action(Expression until, Expression confirmed, int atOnce, List<Target> expand) {
        this.until = until;
        this.confirmed = confirmed;
        this.atOnce = atOnce;
        this.expand = List.copyOf(expand);
    }

    static Action of(Clause mission) {
        Clause clause = mission.at("action");
        return new Action(
                clause.at("until").expression(ExpressionPlace.ACTION_UNTIL),
                clause.at("act").at("confirmed").expression(ExpressionPlace.ACTION_CONFIRMED),
                Math.max(1, mission.at("limits").at("concurrent_calls").whole().orElse(1)),
                clause.at("expand").targets());
    }

    @Override
    public MissionClass missionClass() {
        return CLASS;
    }

    @Override
    public List<Stage> stages() {
        return List.of(LOOKING, ACTING);
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(
                new PlannedStep(
                        LOOKING.stepId(),
                        "Call " + Sentences.targets(targets) + " until " + Sentences.label(until) + " holds",
                        LOOKING.number()),
                new PlannedStep(ACTING.stepId(), "Call the one found, to act", ACTING.number()));
    }

    @Override
    public Optional<Integer> concurrentCalls() {
        return Optional.of(atOnce);
    }

    @Override
    public Decision begin(Progress progress) {
        return next(progress, progress.memory());
    }

    @Override
    public boolean followsAttempts() {
        return true;
    }

    @Override
    public Decision waits(Progress progress) {
        return next(progress, progress.memory());
    }

    @Override
    public Decision settled(Progress progress, Settled settled) {
        return settled.stage() == ACTING.number() ? acted(progress, settled) : answered(progress, settled);
    }

    private Decision answered(Progress progress, Settled settled) {
        Memory memory = progress.memory();
        if (settled.status() == TargetStatus.CANCELLED && memory.has(CLEARING)) {
            return next(progress, memory.adding(SPARED, settled.position()));
        }
        String name = settled.target().name();
        try {
            return settled.usable() && until.holds(Scopes.ofResult(settled))
                    ? next(progress, memory.adding(LEADS, settled.position()))
                            .noting(List.of(name + ": '" + until.source() + "' holds"))
                    : next(progress, memory);
        } catch (ExpressionFailedException e) {
            return next(progress, memory)
                    .noting(List.of("action.until could not be evaluated for " + name + ": " + e.getMessage()));
        }
    }

    private Decision acted(Progress progress, Settled settled) {
        Memory memory = progress.memory().without(CHOSEN);
        String name = settled.target().name();
        try {
            return settled.usable() && confirmed.holds(Scopes.ofResult(settled))
                    ? next(progress, memory.adding(CONFIRMED, settled.position()))
                            .noting(List.of(name + " has confirmed"))
                    : next(progress, memory).noting(List.of(name + " has not confirmed; the mission goes on"));
        } catch (ExpressionFailedException e) {
            return next(progress, memory)
                    .noting(List.of("action.act.confirmed could not be evaluated for " + name + ": " + e.getMessage()));
        }
    }

    /** What is learned stays, even if nothing may be done about it now. */
    private Decision next(Progress progress, Memory memory) {
        return todo(progress, memory).learning(memory);
    }

    private Decision todo(Progress progress, Memory memory) {
        if (memory.has(CONFIRMED)) {
            return Decision.of(progress, new Move.Complete()).remembering(memory);
        }
        if (memory.has(CHOSEN)) {
            return Decision.of(progress).remembering(memory);
        }
        return memory.has(LEADS) ? pursue(progress, memory) : look(progress, memory);
    }

    /** The rule "no further availability call once until holds": first nobody may be on the phone, then that one is. */
    private static Decision pursue(Progress progress, Memory memory) {
        if (progress.open() > 0) {
            return memory.has(CLEARING)
                    ? Decision.of(progress).remembering(memory)
                    : Decision.of(progress, new Move.CancelOpen("what was looked for has been found"))
                            .remembering(memory.adding(CLEARING, 1));
        }
        int chosen = Collections.min(memory.under(LEADS));
        List<Integer> others =
                memory.under(LEADS).stream().filter(lead -> lead != chosen).toList();
        return Decision.of(progress, new Move.CallAgain(ACTING.number(), List.of(chosen)))
                .remembering(memory.without(CLEARING).with(LEADS, others).adding(CHOSEN, chosen));
    }

    /** The rule "never more than so many results awaited". */
    private Decision look(Progress progress, Memory memory) {
        int room = Math.max(0, atOnce - (progress.open() - progress.waiting()));
        List<Integer> spared = memory.under(SPARED).stream().sorted().toList();
        List<Integer> again = spared.subList(0, Math.min(room, spared.size()));
        int fresh = Math.min(room - again.size(), progress.pending());
        List<Move> moves = new ArrayList<>();
        if (!again.isEmpty()) {
            moves.add(new Move.CallAgain(LOOKING.number(), again));
        }
        if (fresh > 0) {
            moves.add(new Move.RequestNext(fresh));
        }
        Memory left = memory.with(SPARED, spared.subList(again.size(), spared.size()));
        boolean usedUp = moves.isEmpty() && progress.allFinal() && !left.has(SPARED);
        return usedUp
                ? usedUp(progress, left)
                : Decision.of(progress, moves.toArray(Move[]::new)).remembering(left);
    }

    private Decision usedUp(Progress progress, Memory memory) {
        if (expand.isEmpty() || memory.has(EXPANDED)) {
            return Decision.of(
                            progress,
                            new Move.Fail(
                                    "every target was called and none could confirm that '" + confirmed.source() + "'"))
                    .remembering(memory);
        }
        return Decision.of(progress, new Move.AddTargets(expand), new Move.RequestNext(Math.min(atOnce, expand.size())))
                .remembering(memory.adding(EXPANDED, 1));
    }

    @Override
    public Optional<Ranking> ranking() {
        return Optional.of(Ranking.firstWhere(confirmed));
    }

    @Override
    public List<Ranked> explained(Memory memory, int stage, List<Settled> results) {
        return results.stream()
                .map(result -> new Ranked(result, Optional.empty(), false, "", whyItLedNoFurther(result)))
                .toList();
    }

    private String whyItLedNoFurther(Settled settled) {
        try {
            return until.holds(Scopes.ofResult(settled))
                    ? "not ranked: until holds, but the mission ended before it was called to act"
                    : "not ranked: until is false: '" + until.source() + "'";
        } catch (ExpressionFailedException e) {
            return "not ranked: " + e.getMessage();
        }
    }

    @Override
    public RunStatus verdict(Progress progress) {
        return RunStatus.SUCCEEDED;
    }

    @Override
    public String summary(Conclusion conclusion) {
        String done = conclusion.recommended().stream()
                .findFirst()
                .map(place -> place.settled().target().name() + " has confirmed: " + Sentences.label(confirmed) + ".")
                .orElse("");
        return Sentences.paragraph(Sentences.ending(conclusion), done, Sentences.count(conclusion));
    }
}
