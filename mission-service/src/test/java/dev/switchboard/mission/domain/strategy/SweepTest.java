package dev.switchboard.mission.domain.strategy;

import static dev.switchboard.mission.domain.strategy.Results.abandoned;
import static dev.switchboard.mission.domain.strategy.Results.quoted;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.PlannedStep;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import java.util.List;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class SweepTest {

    private final Sweep sweep = new Sweep(Optional.empty());

    @Test
    void asksForAllAtOnce() {
        assertThat(sweep.begin(progress(10, 10, 0, 0)).moves()).containsExactly(new Move.RequestAll());
        assertThat(sweep.order()).isEqualTo(CallOrder.AS_LISTED);
        assertThat(sweep.carriedTo(Results.target(1), Optional.empty())).isEqualTo(Carried.NOTHING);
    }

    @Test
    void asksForNothingTwiceAfterAPause() {
        assertThat(sweep.begin(progress(10, 0, 4, 6)).moves()).isEmpty();
        assertThat(sweep.begin(progress(10, 3, 4, 3)).moves()).containsExactly(new Move.RequestAll());
        assertThat(sweep.begin(progress(10, 0, 0, 6)).moves()).containsExactly(new Move.Complete());
    }

    @Property
    void isCompleteExactlyWhenAllTargetsAreFinal(
            @ForAll @IntRange(max = 3) int pending,
            @ForAll @IntRange(max = 3) int open,
            @ForAll @IntRange(min = 1, max = 5) int done) {
        Sweep anySweep = new Sweep(Optional.empty());

        List<Move> moves = anySweep.settled(progress(pending + open + done, pending, open, done), abandoned(1))
                .moves();

        assertThat(moves.contains(new Move.Complete())).isEqualTo(pending == 0 && open == 0);
        assertThat(moves).allMatch(move -> move.equals(new Move.Complete()));
    }

    @Test
    void succeedsWithOneResult() {
        assertThat(sweep.verdict(progress(10, 0, 0, 1))).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(sweep.verdict(progress(10, 0, 0, 0))).isEqualTo(RunStatus.FAILED);
    }

    @Test
    void plansOneStepOfCalls() {
        assertThat(sweep.plan(10)).containsExactly(new PlannedStep("calls", "Ask 10 targets the same question", 1));
        assertThat(sweep.plan(1).get(0).description()).isEqualTo("Ask 1 target the same question");
    }

    @Test
    void sumsUp() {
        Ranking byPrice = new Ranking(
                Optional.empty(),
                List.of(new Ranking.Key(Results.insight("price"), true)),
                Optional.of(1),
                Ranking.Ties.BY_POSITION);
        List<Ranked> recommended = byPrice.recommended(List.of(quoted(1, 104), quoted(2, 107.5)));

        String summary = new Sweep(Optional.of(byPrice))
                .summary(new Conclusion(
                        RunStatus.SUCCEEDED, 10, 17, 9, Optional.empty(), recommended, Optional.empty()));

        assertThat(summary).isEqualTo("Recommended: Target 2 (price 107.5). 9 of 10 targets gave a result, 17 calls.");
    }

    @Test
    void saysWhyItEndedEarly() {
        assertThat(sweep.summary(new Conclusion(
                        RunStatus.CANCELLED, 10, 1, 0, Optional.empty(), List.of(), Optional.of("no longer needed"))))
                .isEqualTo("Cancelled: no longer needed. 0 of 10 targets gave a result, 1 call.");
    }

    private static Progress progress(int targets, int pending, int open, int succeeded) {
        return new Progress(targets, pending, open, succeeded, Optional.empty());
    }
}
