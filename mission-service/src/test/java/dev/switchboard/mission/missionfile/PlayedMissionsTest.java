package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.AbandonReason;
import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.Carried;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.InsightStatus;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetFact;
import dev.switchboard.mission.domain.TargetProgress;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.strategy.Conclusion;
import dev.switchboard.mission.domain.strategy.Ranked;
import dev.switchboard.mission.domain.strategy.Strategies;
import dev.switchboard.mission.domain.strategy.Strategy;
import dev.switchboard.mission.expressions.CelExpressions;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** The acceptance missions, from file to recommendation, with the answers of their scripts. */
class PlayedMissionsTest {

    private static final Map<String, Double> TEMPERATURES = Map.of(
            "Phoenix AZ", 104.0,
            "Chicago IL", 71.0,
            "Miami FL", 91.0,
            "Denver CO", 77.0,
            "Seattle WA", 66.0,
            "Boston MA", 63.0,
            "Dallas TX", 95.0,
            "Atlanta GA", 88.0,
            "Las Vegas NV", 107.0);

    @Test
    void theWeatherSweepFindsTheHottest() throws Exception {
        Played played = play(
                "weather-sweep.yaml",
                (target, carried) -> TEMPERATURES.containsKey(target.name())
                        ? answered(Map.of("location", target.name(), "high_temp_f", TEMPERATURES.get(target.name())))
                        : unanswered(4));

        assertThat(played.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(played.recommended()).containsExactly("Las Vegas NV");
        assertThat(played.abandoned()).containsExactly("Minneapolis MN");
        assertThat(played.summary())
                .isEqualTo("Recommended: Las Vegas NV (high temp f 107). 9 of 10 targets gave a result, 13 calls.");
    }

    @Test
    void theCateringNegotiationHasQuotesBeatEachOther() throws Exception {
        Played played = play("catering-negotiation.yaml", (target, carried) -> switch (target.name()) {
            case "Lakefront Catering" -> answered(Map.of("per_person", 65));
            case "Chicago Grill Co" ->
                answered(Map.of("per_person", carried.get("best_quote").equals("65") ? 62 : 68));
            default -> answered(Map.of("per_person", carried.get("best_quote").equals("62") ? 65 : 71));
        });

        assertThat(played.status()).isEqualTo(RunStatus.SUCCEEDED);
        assertThat(played.recommended()).containsExactly("Chicago Grill Co");
        assertThat(played.carried())
                .isEqualTo(Map.of(
                        "+13125550101", Map.of("best_quote", "", "best_company", ""),
                        "+13125550102", Map.of("best_quote", "65", "best_company", "Lakefront Catering"),
                        "+13125550103", Map.of("best_quote", "62", "best_company", "Chicago Grill Co")));
        assertThat(played.mostOpen()).isEqualTo(1);
        assertThat(played.summary())
                .isEqualTo("Chicago Grill Co has the lowest per person: 62. 3 of 3 targets gave a result, 3 calls.");
    }

    private record Played(
            RunStatus status,
            List<String> recommended,
            List<String> abandoned,
            Map<String, Map<String, String>> carried,
            int mostOpen,
            String summary) {}

    private static List<TargetFact> answered(Map<String, Object> insight) {
        return List.of(
                new TargetFact.Scheduled(1),
                new TargetFact.Ended(1, CallOutcome.COMPLETED, 60, Optional.empty(), true),
                new TargetFact.InsightCame(
                        1, InsightStatus.VALID, insight, Optional.empty(), List.of(), Optional.empty()));
    }

    private static List<TargetFact> unanswered(int attempts) {
        List<TargetFact> facts = new ArrayList<>();
        for (int attempt = 1; attempt <= attempts; attempt++) {
            facts.add(new TargetFact.Ended(attempt, CallOutcome.NO_ANSWER, 0, Optional.empty(), true));
        }
        facts.add(new TargetFact.GivenUp(
                AbandonReason.RETRIES_USED_UP, "no answer", Optional.of(CallOutcome.NO_ANSWER), attempts));
        return facts;
    }

    private static Played play(String name, BiFunction<Target, Map<String, String>, List<TargetFact>> answers)
            throws Exception {
        MissionFile file = MissionTexts.read(MissionTexts.resource(name)).file().orElseThrow();
        Strategy strategy = Strategies.of(file.terms(), new CelExpressions());
        return new Play(file, strategy, answers).toTheEnd();
    }

    /** A run in memory: does what the strategy says, and lets each target answer at once. */
    private static final class Play {
        private final MissionFile file;
        private final Strategy strategy;
        private final BiFunction<Target, Map<String, String>, List<TargetFact>> answers;
        private final List<Integer> order;
        private final List<Integer> open = new ArrayList<>();
        private final List<Settled> settled = new ArrayList<>();
        private final Map<String, Map<String, String>> carried = new LinkedHashMap<>();
        private Optional<Best> best = Optional.empty();
        private int asked;
        private int mostOpen;
        private boolean complete;

        private Play(
                MissionFile file,
                Strategy strategy,
                BiFunction<Target, Map<String, String>, List<TargetFact>> answers) {
            this.file = file;
            this.strategy = strategy;
            this.answers = answers;
            order = strategy.order().arrange(file.targets());
        }

        private Played toTheEnd() {
            carryOut(strategy.begin(progress()));
            while (!complete) {
                answer(open.remove(0));
            }
            List<Ranked> recommended = strategy.ranking().orElseThrow().recommended(settled);
            RunStatus status = strategy.verdict(progress());
            return new Played(
                    status,
                    recommended.stream()
                            .map(ranked -> ranked.settled().target().name())
                            .toList(),
                    settled.stream()
                            .filter(one -> one.status() == TargetStatus.ABANDONED)
                            .map(one -> one.target().name())
                            .toList(),
                    carried,
                    mostOpen,
                    strategy.summary(new Conclusion(
                            status,
                            file.targets().size(),
                            settled.stream()
                                    .mapToInt(one -> one.call().attempts())
                                    .sum(),
                            progress().succeeded(),
                            best,
                            recommended,
                            Optional.empty())));
        }

        private void carryOut(Decision decision) {
            best = decision.best();
            for (Move move : decision.moves()) {
                complete |= move instanceof Move.Complete;
                int wanted = move instanceof Move.RequestNext next ? next.count() : order.size() - asked;
                for (int i = 0; i < wanted && !complete; i++) {
                    open.add(order.get(asked));
                    asked++;
                }
            }
            mostOpen = Math.max(mostOpen, open.size());
        }

        private void answer(int index) {
            Target target = file.targets().get(index);
            Carried told = strategy.carriedTo(target, best);
            carried.put(target.phone(), told.variables());
            TargetProgress progress = TargetProgress.UNTOUCHED;
            for (TargetFact fact : answers.apply(target, told.variables())) {
                progress = progress.after(fact).accepted().orElse(progress);
            }
            Settled result = progress.settledAs(index + 1, order.indexOf(index) + 1, 1, target);
            settled.add(result);
            carryOut(strategy.settled(progress(), result));
        }

        private Progress progress() {
            int succeeded = (int) settled.stream().filter(Settled::usable).count();
            return new Progress(order.size(), order.size() - asked, open.size(), succeeded, best);
        }
    }
}
