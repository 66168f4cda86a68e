package dev.switchboard.mission.domain.strategy;

import static dev.switchboard.mission.domain.strategy.Results.abandoned;
import static dev.switchboard.mission.domain.strategy.Results.quoted;
import static dev.switchboard.mission.domain.strategy.Results.settled;
import static dev.switchboard.mission.domain.strategy.Results.target;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.strategy.Negotiation.Objective;
import dev.switchboard.mission.expressions.CelExpressions;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class NegotiationTest {

    private static final CelExpressions CEL = new CelExpressions();

    private final Negotiation cheapest = haggling(
            Objective.MINIMIZE,
            Map.of(
                    "best_quote", "best == null ? '' : string(best.insight.price)",
                    "best_company", "best == null ? '' : best.target.name"));

    @Test
    void beginsWithOneCallThatCarriesNothing() {
        Decision decision = cheapest.begin(new Progress(3, 3, 0, 0, Optional.empty()));

        assertThat(decision.moves()).containsExactly(new Move.RequestNext(1));
        assertThat(cheapest.carriedTo(target(1), decision.best()))
                .isEqualTo(new Carried(Map.of("best_quote", "", "best_company", ""), List.of()));
    }

    @Test
    void keepsTheBestAndCarriesItToTheNext() {
        Decision first = cheapest.settled(new Progress(3, 2, 0, 1, Optional.empty()), quoted(1, 65));
        Decision second = cheapest.settled(new Progress(3, 1, 0, 2, first.best()), quoted(2, 62));
        Decision third = cheapest.settled(new Progress(3, 0, 0, 3, second.best()), quoted(3, 65));

        assertThat(first.best()).contains(new Best(target(1), Map.of("price", 65), 65));
        assertThat(first.moves()).containsExactly(new Move.RequestNext(1));
        assertThat(first.notes()).containsExactly("Target 1: price 65 is the best so far");
        assertThat(cheapest.carriedTo(target(2), first.best()).variables())
                .isEqualTo(Map.of("best_quote", "65", "best_company", "Target 1"));
        assertThat(cheapest.carriedTo(target(3), second.best()).variables())
                .isEqualTo(Map.of("best_quote", "62", "best_company", "Target 2"));
        assertThat(third.best()).isEqualTo(second.best());
        assertThat(third.moves()).containsExactly(new Move.Complete());
        assertThat(third.notes()).containsExactly("Target 3: price 65 does not beat 62 of Target 2");
    }

    @Test
    void keepsTheEarlierOfEqualResults() {
        Best best = new Best(target(1), Map.of("price", 62), 62);

        Decision decision = cheapest.settled(new Progress(2, 0, 0, 2, Optional.of(best)), quoted(2, 62.0));

        assertThat(decision.best()).contains(best);
    }

    @Test
    void maximizes() {
        Negotiation dearest = haggling(Objective.MAXIMIZE, Map.of());
        Best best = new Best(target(1), Map.of("price", 62), 62);

        Decision decision = dearest.settled(new Progress(2, 0, 0, 2, Optional.of(best)), quoted(2, 62.5));

        assertThat(decision.best()).contains(new Best(target(2), Map.of("price", 62.5), 62.5));
    }

    @Test
    void goesOnAfterATargetWithoutResult() {
        Decision decision = cheapest.settled(new Progress(3, 2, 0, 0, Optional.empty()), abandoned(1));

        assertThat(decision.best()).isEmpty();
        assertThat(decision.moves()).containsExactly(new Move.RequestNext(1));
    }

    @Test
    void passesOverAResultThatCannotBeCompared() {
        Decision missing = cheapest.settled(
                new Progress(3, 2, 0, 1, Optional.empty()), settled(1, TargetStatus.SUCCEEDED, Map.of()));
        Decision text = cheapest.settled(new Progress(3, 1, 0, 2, Optional.empty()), quoted(2, "cheap"));

        assertThat(missing.best()).isEmpty();
        assertThat(missing.moves()).containsExactly(new Move.RequestNext(1));
        assertThat(missing.notes())
                .containsExactly("negotiation.of could not be evaluated for Target 1: "
                        + "'insight.price' has no value: there is no 'price'");
        assertThat(text.notes())
                .containsExactly("negotiation.of could not be evaluated for Target 2: 'insight.price' is not a number");
    }

    @Test
    void leavesAVariableEmptyThatCannotBeEvaluated() {
        Negotiation careless = haggling(Objective.MINIMIZE, Map.of("best_quote", "string(best.insight.price)"));

        Carried carried = careless.carriedTo(target(1), Optional.empty());

        assertThat(carried.variables()).isEqualTo(Map.of("best_quote", ""));
        assertThat(carried.notes()).singleElement().asString().startsWith("carry.best_quote could not be evaluated");
    }

    @Test
    void writesNumbersAsPeopleDo() {
        Negotiation bare = haggling(
                Objective.MINIMIZE,
                Map.of("quote", "best.insight.price", "mine", "target.name", "sure", "best.insight.price > 60"));

        assertThat(bare.carriedTo(target(2), Optional.of(new Best(target(1), Map.of("price", 62.50), 62.5)))
                        .variables())
                .isEqualTo(Map.of("quote", "62.5", "mine", "Target 2", "sure", "true"));
        assertThat(bare.carriedTo(target(2), Optional.of(new Best(target(1), Map.of("price", 62.0), 62)))
                        .variables())
                .containsEntry("quote", "62");
    }

    @Test
    void asksForNothingWhileACallIsOpen() {
        assertThat(cheapest.begin(new Progress(3, 2, 1, 0, Optional.empty())).moves())
                .isEmpty();
        assertThat(cheapest.settled(new Progress(3, 1, 1, 1, Optional.empty()), quoted(1, 65))
                        .moves())
                .isEmpty();
    }

    @Test
    void succeedsWithABest() {
        Best best = new Best(target(1), Map.of("price", 62), 62);

        assertThat(cheapest.verdict(new Progress(3, 0, 0, 3, Optional.of(best))))
                .isEqualTo(RunStatus.SUCCEEDED);
        assertThat(cheapest.verdict(new Progress(3, 0, 0, 3, Optional.empty()))).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void recommendsTheBestUnlessToldOtherwise() {
        List<Ranked> recommended =
                cheapest.ranking().orElseThrow().recommended(List.of(quoted(3, 65), quoted(1, 65), quoted(2, 62)));

        assertThat(recommended).singleElement().satisfies(ranked -> {
            assertThat(ranked.settled().target().name()).isEqualTo("Target 2");
            assertThat(ranked.reason()).isEqualTo("rank 1 by insight.price asc: price 62");
        });
    }

    @Test
    void sumsUp() {
        Best best = new Best(target(2), Map.of("price", 62), 62);
        List<Ranked> recommended = cheapest.ranking().orElseThrow().recommended(List.of(quoted(1, 65), quoted(2, 62)));

        assertThat(cheapest.summary(
                        new Conclusion(RunStatus.SUCCEEDED, 3, 4, 3, Optional.of(best), recommended, Optional.empty())))
                .isEqualTo("Target 2 has the lowest price: 62. 3 of 3 targets gave a result, 4 calls.");
        assertThat(cheapest.summary(new Conclusion(
                        RunStatus.FAILED, 3, 9, 0, Optional.empty(), List.of(), Optional.of("the deadline passed"))))
                .isEqualTo("Ended early: the deadline passed. Nobody made an offer that could be compared. "
                        + "0 of 3 targets gave a result, 9 calls.");
    }

    private static Negotiation haggling(Objective objective, Map<String, String> carry) {
        Map<String, Object> document = Map.of(
                "negotiation",
                Map.of("objective", objective.name().toLowerCase(Locale.ROOT), "of", "insight.price", "carry", carry));
        return (Negotiation) Strategies.of(new Terms(Negotiation.CLASS, document), CEL);
    }
}
