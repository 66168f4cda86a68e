package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.MissionClass;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.Terms.Objective;
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

    static final ClassFormat FORMAT =
            new ClassFormat(Set.of("assistant", "negotiation"), Set.of("rank"), Optional.of(1));

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

    static Negotiation of(Terms terms, ExpressionCompiler compiler) throws InvalidExpressionException {
        Terms.Haggling haggling = terms.negotiation()
                .orElseThrow(() -> new InvalidExpressionException("a negotiation needs the key 'negotiation'"));
        Map<String, Expression> carry = new LinkedHashMap<>();
        for (Map.Entry<String, String> variable : haggling.carry().entrySet()) {
            carry.put(variable.getKey(), compiler.compile(variable.getValue(), ExpressionPlace.NEGOTIATION_CARRY));
        }
        return new Negotiation(
                haggling.objective(),
                compiler.compile(haggling.of(), ExpressionPlace.NEGOTIATION_OF),
                carry,
                haggling.order(),
                Ranking.of(terms.rank(), compiler));
    }

    @Override
    public MissionClass missionClass() {
        return MissionClass.NEGOTIATION;
    }

    @Override
    public List<PlannedStep> plan(int targets) {
        return List.of(
                new PlannedStep(CALLS, "Negotiate with " + Sentences.targets(targets) + ", one after another", 1));
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
            return new Decision(best, List.of(), notes);
        }
        Move move = progress.pending() > 0 ? new Move.RequestNext(1) : new Move.Complete();
        return new Decision(best, List.of(move), notes);
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
