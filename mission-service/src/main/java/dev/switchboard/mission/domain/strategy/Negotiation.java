package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * One call at a time, never two. After each the best result so far is kept, and what it carries goes into the variables
 * of the next call. Of two equal results the earlier is the best. Recommends the best unless told otherwise.
 */
public final class Negotiation implements Strategy {

    static final MissionClass CLASS = new MissionClass(
            "negotiation", Set.of("assistant", "negotiation"), Set.of("insight", "rank"), Negotiation::of);

    /** What a better result is. */
    public enum Objective {
        MINIMIZE,
        MAXIMIZE
    }

    private final Objective objective;
    private final Expression of;
    private final Map<String, Expression> carry;
    private final CallOrder order;
    private final Ranking ranking;

    /** @param ranking empty to recommend the best result */
    public Negotiation(
            Objective objective,
            Expression of,
            Map<String, Expression> carry,
            CallOrder order,
            Optional<Ranking> ranking) {
        this.objective = objective;
        this.of = of;
        this.carry = new LinkedHashMap<>(carry);
        this.order = order;
        this.ranking = ranking.orElseGet(() -> Ranking.bestOf(of, objective));
    }

    static Negotiation of(Clause mission) {
        Clause calls = mission.at("limits").at("concurrent_calls");
        if (calls.number().orElse(1.0) > 1) {
            calls.isNot("at most 1 in class negotiation: one call at a time");
        }
        Clause clause = mission.at("negotiation");
        Map<String, Expression> carry = new LinkedHashMap<>();
        clause.at("carry")
                .entries()
                .forEach((variable, source) ->
                        carry.put(variable, source.expression(ExpressionPlace.NEGOTIATION_CARRY)));
        return new Negotiation(
                clause.at("objective").text().equals(Optional.of("maximize")) ? Objective.MAXIMIZE : Objective.MINIMIZE,
                clause.at("of").expression(ExpressionPlace.NEGOTIATION_OF),
                carry,
                clause.at("order").text().flatMap(CallOrder::of).orElse(CallOrder.AS_LISTED),
                Ranking.of(mission.at("rank")));
    }

    @Override
    public MissionClass missionClass() {
        return CLASS;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(new PlannedStep(
                ONLY_STAGE.stepId(), "Negotiate with " + Sentences.targets(targets) + ", one after another", 1));
    }

    @Override
    public Optional<Integer> concurrentCalls() {
        return Optional.of(1);
    }

    @Override
    public CallOrder order() {
        return order;
    }

    @Override
    public Decision begin(Progress progress) {
        return next(progress, progress.best(), List.of());
    }

    @Override
    public Decision settled(Progress progress, Settled settled) {
        if (!settled.usable()) {
            return next(progress, progress.best(), List.of());
        }
        try {
            Best candidate = new Best(settled.target(), settled.insight(), of.number(Scopes.ofResult(settled)));
            boolean better = progress.best().map(best -> beats(candidate, best)).orElse(true);
            return next(
                    progress,
                    better ? Optional.of(candidate) : progress.best(),
                    List.of(comparison(candidate, progress.best(), better)));
        } catch (ExpressionFailedException e) {
            return next(
                    progress,
                    progress.best(),
                    List.of("negotiation.of could not be evaluated for "
                            + settled.target().name() + ": " + e.getMessage()));
        }
    }

    private boolean beats(Best candidate, Best best) {
        return switch (objective) {
            case MINIMIZE -> candidate.value() < best.value();
            case MAXIMIZE -> candidate.value() > best.value();
        };
    }

    private String comparison(Best candidate, Optional<Best> before, boolean better) {
        String offer = candidate.target().name() + ": " + Sentences.label(of) + " " + Values.text(candidate.value());
        if (better) {
            return offer + " is the best so far";
        }
        return offer
                + before.map(best -> " does not beat " + Values.text(best.value()) + " of "
                                + best.target().name())
                        .orElse("");
    }

    /** The rule "never two": nothing is asked for while a call is open. */
    private static Decision next(Progress progress, Optional<Best> best, List<String> notes) {
        if (progress.open() > 0) {
            return Decision.of(progress).keeping(best).noting(notes);
        }
        Move move = progress.pending() > 0 ? new Move.RequestNext(1) : new Move.Complete();
        return Decision.of(progress, move).keeping(best).noting(notes);
    }

    @Override
    public Carried carriedTo(Target next, Optional<Best> best) {
        Map<String, Object> scope = Scopes.ofCarry(next, best);
        Map<String, String> variables = new LinkedHashMap<>();
        List<String> notes = new ArrayList<>();
        carry.forEach((variable, expression) -> {
            try {
                variables.put(variable, Values.variable(expression.evaluate(scope)));
            } catch (ExpressionFailedException e) {
                variables.put(variable, "");
                notes.add("carry." + variable + " could not be evaluated for " + next.name() + ": " + e.getMessage());
            }
        });
        return new Carried(variables, notes);
    }

    @Override
    public Optional<Ranking> ranking() {
        return Optional.of(ranking);
    }

    @Override
    public RunStatus verdict(Progress progress) {
        return progress.best().isPresent() ? RunStatus.SUCCEEDED : RunStatus.FAILED;
    }

    @Override
    public String summary(Conclusion conclusion) {
        return Sentences.paragraph(
                Sentences.ending(conclusion),
                conclusion.best().map(this::bestOffer).orElse("Nobody made an offer that could be compared."),
                differs(conclusion) ? Sentences.recommendation(conclusion.recommended()) : "",
                Sentences.count(conclusion));
    }

    private String bestOffer(Best best) {
        return best.target().name() + " has the "
                + switch (objective) {
                    case MINIMIZE -> "lowest ";
                    case MAXIMIZE -> "highest ";
                }
                + Sentences.label(of)
                + ": "
                + Values.text(best.value())
                + ".";
    }

    private static boolean differs(Conclusion conclusion) {
        List<String> recommended = conclusion.recommended().stream()
                .map(ranked -> ranked.settled().target().phone())
                .toList();
        return !recommended.equals(
                conclusion.best().stream().map(best -> best.target().phone()).toList());
    }
}
