package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/**
 * The order of the results. Whatever the order in which they are given, it is the same; every result is told which rule
 * placed it.
 */
public final class Ranking {

    private final Optional<Expression> where;
    private final List<Key> keys;
    private final Optional<Integer> top;
    private final Ties ties;

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
     * @param top how many are recommended; empty for all that are ranked
     */
    public Ranking(Optional<Expression> where, List<Key> keys, Optional<Integer> top, Ties ties) {
        this.where = where;
        this.keys = List.copyOf(keys);
        this.top = top;
        this.ties = ties;
    }

    /** The ranking a mission file asks for. */
    static Optional<Ranking> of(Optional<Terms.Rank> rank, ExpressionCompiler compiler)
            throws InvalidExpressionException {
        return rank.isEmpty() ? Optional.empty() : Optional.of(of(rank.get(), compiler));
    }

    private static Ranking of(Terms.Rank rank, ExpressionCompiler compiler) throws InvalidExpressionException {
        Optional<Expression> where = rank.where().isEmpty()
                ? Optional.empty()
                : Optional.of(compiler.compile(rank.where().get(), ExpressionPlace.RANK_WHERE));
        List<Key> keys = new ArrayList<>();
        for (Terms.Key key : rank.keys()) {
            keys.add(new Key(compiler.compile(key.by(), ExpressionPlace.RANK_BY), key.descending()));
        }
        return new Ranking(where, keys, rank.top(), Ties.BY_POSITION);
    }

    /** The one with the best value; of equal ones the one called earlier, as a negotiation keeps its best. */
    static Ranking bestOf(Expression of, Terms.Objective objective) {
        boolean descending = objective == Terms.Objective.MAXIMIZE;
        return new Ranking(
                Optional.empty(), List.of(new Key(new NumberOf(of), descending)), Optional.of(1), Ties.BY_CALL);
    }

    /** The recommended ones, best first. */
    public List<Ranked> recommended(Collection<Settled> results) {
        return rank(results).stream().filter(Ranked::recommended).toList();
    }

    /** All results: the ranked ones, best first, then the others as listed. */
    public List<Ranked> rank(Collection<Settled> results) {
        Map<Boolean, List<Standing>> byRanked =
                results.stream().map(this::standing).collect(Collectors.partitioningBy(Standing::isRanked));
        List<Standing> ordered =
                byRanked.get(true).stream().sorted(comparator()).toList();
        List<Ranked> all = new ArrayList<>(results.size());
        IntStream.range(0, ordered.size()).forEach(index -> all.add(placed(ordered.get(index), index + 1)));
        byRanked.get(false).stream()
                .sorted(Comparator.comparingInt(standing -> standing.settled().position()))
                .map(Ranking::unranked)
                .forEach(all::add);
        return all;
    }

    private Ranked placed(Standing standing, int rank) {
        boolean recommended = top.map(most -> rank <= most).orElse(true);
        String rule = "rank " + rank + " by " + keys.stream().map(Key::rule).collect(Collectors.joining(", then "))
                + ": " + measure(standing);
        return new Ranked(
                standing.settled(),
                Optional.of(rank),
                recommended,
                measure(standing),
                recommended ? rule : rule + "; only the top " + top.orElseThrow() + " are recommended");
    }

    private String measure(Standing standing) {
        return IntStream.range(0, keys.size())
                .mapToObj(index -> Sentences.label(keys.get(index).by()) + " "
                        + Values.text(standing.values().get(index)))
                .collect(Collectors.joining(", "));
    }

    private static Ranked unranked(Standing standing) {
        return new Ranked(standing.settled(), Optional.empty(), false, "", "not ranked: " + standing.obstacle());
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
            return Standing.out(
                    settled,
                    "there is no result, the target is " + settled.status().word());
        }
        Map<String, Object> scope = Scopes.ofResult(settled);
        try {
            return where.isPresent() && !where.get().holds(scope)
                    ? Standing.out(settled, "'" + where.get().source() + "' does not hold")
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

        private boolean isRanked() {
            return obstacle.isEmpty();
        }
    }
}
