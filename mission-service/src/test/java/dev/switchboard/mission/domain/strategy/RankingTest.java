package dev.switchboard.mission.domain.strategy;

import static dev.switchboard.mission.domain.strategy.Results.abandoned;
import static dev.switchboard.mission.domain.strategy.Results.insight;
import static dev.switchboard.mission.domain.strategy.Results.settled;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.assertj.core.groups.Tuple;
import org.junit.jupiter.api.Test;

class RankingTest {

    private static final Ranking TOP_TWO = new Ranking(
            Optional.of(insight("free")),
            List.of(new Ranking.Key(insight("score"), true), new Ranking.Key(insight("price"), false)),
            Optional.of(2),
            Ranking.Ties.BY_POSITION);

    @Test
    void ordersByEachKeyInTurnAndTellsWhy() {
        List<Ranked> ranked = TOP_TWO.rank(List.of(
                scored(1, true, 8, 20.5),
                scored(2, false, 10, 5),
                scored(3, true, 9, 40),
                scored(4, true, 8, 20),
                abandoned(5),
                settled(6, TargetStatus.SUCCEEDED, Map.of("free", true, "score", 7))));

        assertThat(ranked)
                .extracting(one -> one.settled().position(), Ranked::rank, Ranked::recommended, Ranked::reason)
                .containsExactly(
                        row(3, 1, true, "rank 1 by insight.score desc, then insight.price asc: score 9, price 40"),
                        row(4, 2, true, "rank 2 by insight.score desc, then insight.price asc: score 8, price 20"),
                        row(
                                1,
                                3,
                                false,
                                "rank 3 by insight.score desc, then insight.price asc: score 8, price 20.5;"
                                        + " only the top 2 are recommended"),
                        row(2, 0, false, "not ranked: where is false: 'insight.free'"),
                        row(5, 0, false, "not ranked: abandoned after completed"),
                        row(6, 0, false, "not ranked: there is no 'price'"));
    }

    @Test
    void leavesEqualResultsAsListed() {
        List<Ranked> recommended =
                TOP_TWO.recommended(List.of(scored(9, true, 8, 20), scored(4, true, 8, 20.0), scored(7, true, 8, 20)));

        assertThat(recommended).extracting(one -> one.settled().position()).containsExactly(4, 7);
    }

    @Test
    void comparesTextAndTruthValuesToo() {
        Ranking byName = by("name", false);
        Ranking byTruth = by("name", true);

        assertThat(positions(byName.rank(List.of(named(1, "b"), named(2, "a")))))
                .containsExactly(2, 1);
        assertThat(positions(byTruth.rank(List.of(named(1, false), named(2, true)))))
                .containsExactly(2, 1);
        assertThat(byName.rank(List.of(named(1, List.of()))).get(0).reason())
                .isEqualTo("not ranked: 'insight.name' is neither a number nor text nor true or false");
    }

    @Test
    void recommendsAllThatAreRankedWithoutTop() {
        assertThat(by("name", false).recommended(List.of(named(1, 3), named(2, 2), abandoned(3))))
                .hasSize(2);
    }

    @Property
    void isTheSameInWhateverOrderResultsCome(
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 4) Integer> scores, @ForAll Random random) {
        List<Settled> results = new ArrayList<>();
        for (int score : scores) {
            Object mixed = score % 2 == 0 ? Integer.valueOf(score) : Double.valueOf(score);
            results.add(named(results.size() + 1, mixed));
        }
        List<Settled> shuffled = new ArrayList<>(results);
        Collections.shuffle(shuffled, random);

        assertThat(by("name", true).rank(shuffled)).isEqualTo(by("name", true).rank(results));
    }

    @Property
    void placesResultsThatComePageByPageAsAllAtOnce(
            @ForAll @Size(max = 10) List<@IntRange(min = 1, max = 4) Integer> scores) {
        List<Settled> results = new ArrayList<>();
        scores.forEach(score -> results.add(named(results.size() + 1, score)));
        results.add(abandoned(results.size() + 1));
        Ranking ranking = by("name", true);

        Ranking.Contest contest = ranking.contest();
        contest.add(results.subList(0, results.size() / 2));
        contest.add(results.subList(results.size() / 2, results.size()));

        assertThat(contest.ranked())
                .isEqualTo(ranking.rank(results).stream()
                        .map(place -> place.of(place.settled().bare()))
                        .toList());
    }

    private static Ranking by(String field, boolean descending) {
        return new Ranking(
                Optional.empty(),
                List.of(new Ranking.Key(insight(field), descending)),
                Optional.empty(),
                Ranking.Ties.BY_POSITION);
    }

    private static Settled scored(int position, boolean free, int score, double price) {
        return settled(position, TargetStatus.SUCCEEDED, Map.of("free", free, "score", score, "price", price));
    }

    private static Settled named(int position, Object name) {
        return settled(position, TargetStatus.SUCCEEDED, Map.of("name", name));
    }

    private static List<Integer> positions(List<Ranked> ranked) {
        return ranked.stream().map(one -> one.settled().position()).toList();
    }

    private static Tuple row(int position, int rank, boolean recommended, String reason) {
        return Tuple.tuple(position, rank == 0 ? Optional.empty() : Optional.of(rank), recommended, reason);
    }
}
