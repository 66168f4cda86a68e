package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order of the results. Whatever the order in which they are given, it is the same; every result is told which rule
 * placed it.
 */
public final class Ranking {

    /** What the top are: recommended at the end, or called again in the next round. */
    enum Top {
        RECOMMENDED("are recommended"),
        ADVANCING("advance");

        private final String words;

        Top(String words) {
            this.words = words;
        }
    }

    private final Optional<Expression> where;
    private final List<Key> keys;
    private final Optional<Integer> top;
    private final Ties ties;
    private final Top meaning;

    /** What results are ordered by; the first key counts most. */
    public record Key(Expression by, boolean descending) {

        private String rule() {
            return by.source() + (descending ? " desc" : " asc");
        }
    }

    /** Which of two equal results comes first. */
    public enum Ties {
        /** The one listed earlier. */
        BY_POSITION,
        /** The one called earlier. */
        BY_CALL
    }

    /**
     * @param where which results are ranked; empty for all that are usable
     * @param keys none if {@code where} says it all
     * @param top how many are recommended; empty for all that are ranked
     */
    public Ranking(Optional<Expression> where, List<Key> keys, Optional<Integer> top, Ties ties) {
        this(where, keys, top, ties, Top.RECOMMENDED);
    }

    private Ranking(Optional<Expression> where, List<Key> keys, Optional<Integer> top, Ties ties, Top meaning) {
        this.where = where;
        this.keys = List.copyOf(keys);
        this.top = top;
        this.ties = ties;
        this.meaning = meaning;
    }

    /** The ranking a mission file asks for under {@code rank}. */
    static Optional<Ranking> of(Clause rank) {
        return rank.isGiven() ? Optional.of(of(rank, rank.listedTargets(), Top.RECOMMENDED)) : Optional.empty();
    }

    /**
     * The same for any clause of that kind.
     *
     * @param available how many there are to be ranked; empty if that is not known
     */
    static Ranking of(Clause clause, OptionalInt available, Top meaning) {
        Optional<Expression> where = clause.at("where").isGiven()
                ? Optional.of(clause.at("where").expression(ExpressionPlace.RANK_WHERE))
                : Optional.empty();
        List<Key> keys = new ArrayList<>();
        keys.add(key(clause));
        clause.at("then").items().forEach(then -> keys.add(key(then)));
        Optional<Integer> top = clause.at("top").whole();
        if (top.isPresent() && available.isPresent() && top.get() > available.getAsInt()) {
            clause.at("top").isNot("at most " + available.getAsInt() + ", as many as there are to choose from");
        }
        return new Ranking(where, keys, top, Ties.BY_POSITION, meaning);
    }

    private static Key key(Clause clause) {
        return new Key(
                clause.at("by").expression(ExpressionPlace.RANK_BY),
                clause.at("order").text().equals(Optional.of("desc")));
    }

    /** The one with the best value; of equal ones the one called earlier, as a negotiation keeps its best. */
    static Ranking bestOf(Expression of, Negotiation.Objective objective) {
        boolean descending = objective == Negotiation.Objective.MAXIMIZE;
        return new Ranking(
                Optional.empty(), List.of(new Key(new NumberOf(of), descending)), Optional.of(1), Ties.BY_CALL);
    }

    /** The first of those for which it holds. */
    static Ranking firstWhere(Expression holds) {
        return new Ranking(Optional.of(holds), List.of(), Optional.of(1), Ties.BY_CALL);
    }

    /** How many are at the top at most; empty for all. */
    OptionalInt top() {
        return top.map(OptionalInt::of).orElseGet(OptionalInt::empty);
    }

    /** The recommended ones, best first. */
    public List<Ranked> recommended(Collection<Settled> results) {
        return rank(results).stream().filter(Ranked::recommended).toList();
    }

    /** All results: the ranked ones, best first, then the others as listed. */
    public List<Ranked> rank(Collection<Settled> results) {
        return order(results.stream().map(this::standing).toList());
    }

    /** The same for more results than should be in memory at once. */
    public Contest contest() {
        return new Contest();
    }

    /** Takes results page by page; of each it keeps only what it is compared by. For one thread at a time. */
    public final class Contest {

        private final List<Standing> standings = new ArrayList<>();

        private Contest() {}

        public void add(Collection<Settled> page) {
            page.forEach(result -> standings.add(standing(result).bare()));
        }

        /** As {@link Ranking#rank}, of {@link Settled#bare() bare} results. */
        public List<Ranked> ranked() {
            return order(standings);
        }
    }

    private List<Ranked> order(List<Standing> standings) {
        Map<Boolean, List<Standing>> byRanked =
                standings.stream().collect(Collectors.partitioningBy(Standing::isRanked));
        List<Standing> ordered =
                byRanked.get(true).stream().sorted(comparator()).toList();
        List<Ranked> all = new ArrayList<>(standings.size());
        IntStream.range(0, ordered.size()).forEach(index -> all.add(placed(ordered.get(index), index + 1)));
        byRanked.get(false).stream()
                .sorted(Comparator.comparingInt(standing -> standing.settled().position()))
                .map(Ranking::unranked)
                .forEach(all::add);
        return all;
    }

    private Ranked placed(Standing standing, int rank) {
        boolean recommended = top.map(most -> rank <= most).orElse(true);
        String rule = "rank " + rank + rule(standing);
        return new Ranked(
                standing.settled(),
                Optional.of(rank),
                recommended,
                measure(standing),
                recommended ? rule : rule + "; only the top " + top.orElseThrow() + " " + meaning.words);
    }

    private String rule(Standing standing) {
        return keys.isEmpty()
                ? ": '" + where.orElseThrow().source() + "' holds"
                : " by " + keys.stream().map(Key::rule).collect(Collectors.joining(", then ")) + ": "
                        + measure(standing);
    }

    private String measure(Standing standing) {
        return IntStream.range(0, keys.size())
                .mapToObj(index -> Sentences.label(keys.get(index).by()) + " "
                        + Values.text(standing.values().get(index)))
                .collect(Collectors.joining(", "));
    }

    private static Ranked unranked(Standing standing) {
        return unranked(standing.settled(), standing.obstacle());
    }

    private static Ranked unranked(Settled settled, String obstacle) {
        return new Ranked(settled, Optional.empty(), false, "", "not ranked: " + obstacle);
    }

    /** What every ranking makes of a target without a result. */
    public static Ranked withoutResult(Settled settled) {
        return unranked(settled, obstacle(settled));
    }

    private static String obstacle(Settled settled) {
        String outcome = settled.call()
                .outcome()
                .filter(last -> settled.status() == TargetStatus.ABANDONED)
                .map(last -> " after " + last.word())
                .orElse("");
        String why = settled.shortfall().map(text -> ": " + text).orElse("");
        return settled.status().word() + outcome + why;
    }

    private Comparator<Standing> comparator() {
        Comparator<Standing> order = (left, right) -> 0;
        for (int index = 0; index < keys.size(); index++) {
            order = order.thenComparing(byKey(index));
        }
        return order.thenComparingInt(this::place);
    }

    private Comparator<Standing> byKey(int index) {
        Comparator<Standing> ascending = (left, right) ->
                Values.compare(left.values().get(index), right.values().get(index));
        return keys.get(index).descending() ? ascending.reversed() : ascending;
    }

    private int place(Standing standing) {
        return switch (ties) {
            case BY_POSITION -> standing.settled().position();
            case BY_CALL -> standing.settled().sequence();
        };
    }

    private Standing standing(Settled settled) {
        if (!settled.usable()) {
            return Standing.out(settled, obstacle(settled));
        }
        Map<String, Object> scope = Scopes.ofResult(settled);
        try {
            return where.isPresent() && !where.get().holds(scope)
                    ? Standing.out(settled, "where is false: '" + where.get().source() + "'")
                    : new Standing(settled, values(scope), "");
        } catch (ExpressionFailedException e) {
            return Standing.out(settled, e.getMessage());
        }
    }

    private List<Object> values(Map<String, Object> scope) throws ExpressionFailedException {
        List<Object> values = new ArrayList<>();
        for (Key key : keys) {
            Object value = key.by().evaluate(scope);
            if (!Values.isComparable(value)) {
                throw new ExpressionFailedException(
                        "'" + key.by().source() + "' is neither a number nor text nor true or false");
            }
            values.add(value);
        }
        return values;
    }

    /** An expression that has no value but numbers, as a negotiation compares nothing else. */
    private record NumberOf(Expression of) implements Expression {

        @Override
        public String source() {
            return of.source();
        }

        @Override
        public Object evaluate(Map<String, Object> scope) throws ExpressionFailedException {
            return of.number(scope);
        }
    }

    /** A result with the values of the keys, or with what keeps it from being ranked. */
    private record Standing(Settled settled, List<Object> values, String obstacle) {

        private static Standing out(Settled settled, String obstacle) {
            return new Standing(settled, List.of(), obstacle);
        }

        private Standing bare() {
            return new Standing(settled.bare(), values, obstacle);
        }

        private boolean isRanked() {
            return obstacle.isEmpty();
        }
    }
}
