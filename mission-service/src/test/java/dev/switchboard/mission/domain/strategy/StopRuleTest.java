package dev.switchboard.mission.domain.strategy;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.expressions.CelExpressions;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class StopRuleTest {

    private static final Map<String, Object> RANK = Map.of("by", "insight.score", "order", "desc", "top", 1);

    @Test
    void stopsTheRestAsSoonAsTheResultsAreEnough() {
        RunInMemory run = new RunInMemory(screening("results.filter(r, r.insight.score >= 8).size() >= 2"), 5).begun();

        run.succeeds(run.open().get(0), Map.of("score", 9));
        run.succeeds(run.open().get(0), Map.of("score", 3));
        assertThat(run.end()).isEmpty();
        run.succeeds(run.open().get(0), Map.of("score", 8));

        assertThat(run.cancelledAll()).isTrue();
        assertThat(run.end()).contains(RunStatus.SUCCEEDED);
        assertThat(run.recommended()).containsExactly("Target 1");
        assertThat(run.notes)
                .containsExactly("enough results: 'results.filter(r, r.insight.score >= 8).size() >= 2' holds after 3");
    }

    @Test
    void tellsOnceThatItCannotBeEvaluatedAndGoesOn() {
        RunInMemory run = new RunInMemory(screening("results.exists(r, r.insight.missing > 2)"), 4).begun();

        for (int i = 0; i < 4; i++) {
            run.succeeds(run.open().get(0), Map.of("score", i));
        }

        assertThat(run.notes).singleElement().asString().startsWith("stop_when could not be evaluated");
        assertThat(run.end()).contains(RunStatus.SUCCEEDED);
        assertThat(run.recommended()).containsExactly("Target 4");
    }

    @Test
    void looksRarerTheMoreResultsThereAre() {
        long looked = IntStream.rangeClosed(1, 100_000)
                .filter(StopRule::isDue)
                .mapToLong(n -> n)
                .sum();

        assertThat(IntStream.rangeClosed(1, StopRule.EACH)).allMatch(StopRule::isDue);
        assertThat(looked).isLessThan(20_000_000);
        assertThat(List.of(0)).noneMatch(StopRule::isDue);
    }

    private static Strategy screening(String stopWhen) {
        return Strategies.of(
                new Terms(Screening.CLASS, Map.of("rank", RANK, "stop_when", stopWhen)), new CelExpressions());
    }
}
