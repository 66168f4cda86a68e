package dev.switchboard.mission.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.strategy.Negotiation.Objective;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.Tuple;

class NegotiationLawsTest {

    @Property
    void thereAreNeverTwoCallsAndEveryTargetIsCalledOnce(
            @ForAll("answers") List<Object> answers, @ForAll Objective objective) {
        Course course = play(answers, objective);

        assertThat(course.mostOpen()).isEqualTo(1);
        assertThat(course.asked()).isEqualTo(answers.size());
        assertThat(course.completed()).isTrue();
    }

    @Property
    void theBestIsTheOptimumAndTheEarlierOfEqualOnes(
            @ForAll("answers") List<Object> answers, @ForAll Objective objective) {
        Optional<Settled> expected = IntStream.range(0, answers.size())
                .mapToObj(index -> result(index + 1, answers.get(index)))
                .filter(settled -> settled.insight().get("price") instanceof Number)
                .min(best(objective).thenComparing(Settled::position));

        Course course = play(answers, objective);

        assertThat(course.best().map(Best::target)).isEqualTo(expected.map(Settled::target));
    }

    @Property
    void theRecommendedIsTheBest(@ForAll("answers") List<Object> answers, @ForAll Objective objective) {
        Course course = play(answers, objective);

        List<String> recommended = negotiation(objective).ranking().orElseThrow().recommended(course.results()).stream()
                .map(ranked -> ranked.settled().target().phone())
                .toList();

        assertThat(recommended)
                .isEqualTo(course.best().stream()
                        .map(best -> best.target().phone())
                        .toList());
    }

    private static Comparator<Settled> best(Objective objective) {
        Comparator<Settled> ascending = Comparator.comparingDouble(
                settled -> ((Number) settled.insight().get("price")).doubleValue());
        return objective == Objective.MINIMIZE ? ascending : ascending.reversed();
    }

    private record Course(int asked, int mostOpen, boolean completed, Optional<Best> best, List<Settled> results) {}

    /** Runs a negotiation whose targets answer one after another; a run is paused and resumed after each. */
    private static Course play(List<Object> answers, Objective objective) {
        Negotiation negotiation = negotiation(objective);
        List<Settled> results = new ArrayList<>();
        int asked = 0;
        int mostOpen = 0;
        Decision decision = negotiation.begin(progress(answers.size(), asked, results, Optional.empty()));
        while (!decision.moves().contains(new Move.Complete())) {
            asked += decision.moves().stream()
                    .mapToInt(move -> move instanceof Move.RequestNext next ? next.count() : 0)
                    .sum();
            mostOpen = Math.max(mostOpen, asked - results.size());
            Progress underWay = progress(answers.size(), asked, results, decision.best());
            assertThat(negotiation.begin(underWay).moves()).isEmpty();
            results.add(result(results.size() + 1, answers.get(results.size())));
            Progress after = progress(answers.size(), asked, results, decision.best());
            decision = negotiation.settled(after, results.get(results.size() - 1));
        }
        return new Course(asked, mostOpen, asked == results.size(), decision.best(), results);
    }

    private static Progress progress(int targets, int asked, List<Settled> results, Optional<Best> best) {
        return new Progress(targets, targets - asked, asked - results.size(), results.size(), best);
    }

    private static Settled result(int position, Object answer) {
        return answer.equals("abandoned") ? Results.abandoned(position) : Results.quoted(position, answer);
    }

    private static Negotiation negotiation(Objective objective) {
        return new Negotiation(objective, Results.insight("price"), Map.of(), CallOrder.AS_LISTED, Optional.empty());
    }

    @Provide
    Arbitrary<List<Object>> answers() {
        Arbitrary<Object> price = Arbitraries.integers().between(60, 66).map(Object.class::cast);
        Arbitrary<Object> halfPrice = Arbitraries.integers().between(120, 132).map(n -> n / 2.0);
        return Arbitraries.frequencyOf(
                        Tuple.of(4, price),
                        Tuple.of(2, halfPrice),
                        Tuple.of(1, Arbitraries.just("cheap")),
                        Tuple.of(1, Arbitraries.just("abandoned")))
                .list()
                .ofMinSize(1)
                .ofMaxSize(8);
    }
}
