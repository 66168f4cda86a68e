package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.Target;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * A part of the mission file as its class reads it. What is missing or of the wrong type reads as absent (the published
 * schema has objected to it already), so that everything wrong with a file is found in one go.
 */
public final class Clause {

    /** Takes what is wrong with a file. */
    @FunctionalInterface
    public interface Objections {

        /**
         * @param path keys and indexes (from 0)
         * @param found empty if nothing is there
         * @param expectation what belongs there, in plain words
         */
        void add(List<Object> path, Optional<Object> found, String expectation);
    }

    /** Stands for an expression that was objected to. */
    private record NoExpression(String source) implements Expression {

        @Override
        public Object evaluate(Map<String, Object> scope) throws ExpressionFailedException {
            throw new ExpressionFailedException("'" + source + "' is no expression");
        }
    }

    private record Desk(ExpressionCompiler compiler, OptionalInt targets, Objections objections) {}

    private final Desk desk;
    private final List<Object> path;
    private final Optional<Object> value;

    private Clause(Desk desk, List<Object> path, Optional<Object> value) {
        this.desk = desk;
        this.path = path;
        this.value = value;
    }

    /**
     * The whole file.
     *
     * @param targets how many it lists; empty if that is not known
     */
    static Clause whole(Terms terms, ExpressionCompiler compiler, OptionalInt targets, Objections objections) {
        return new Clause(new Desk(compiler, targets, objections), List.of(), Optional.of(terms.document()));
    }

    /** The value of that key. */
    public Clause at(String key) {
        return value.orElse(null) instanceof Map<?, ?> map ? below(key, map.get(key)) : below(key, null);
    }

    /** The values of a list. */
    public List<Clause> items() {
        List<Clause> items = new ArrayList<>();
        if (value.orElse(null) instanceof List<?> list) {
            list.forEach(item -> items.add(below(items.size(), item)));
        }
        return items;
    }

    /** The values of a map, by key. */
    public Map<String, Clause> entries() {
        Map<String, Clause> entries = new LinkedHashMap<>();
        if (value.orElse(null) instanceof Map<?, ?> map) {
            map.forEach((key, item) -> entries.put(String.valueOf(key), below(String.valueOf(key), item)));
        }
        return entries;
    }

    private Clause below(Object step, Object item) {
        List<Object> longer = new ArrayList<>(path);
        longer.add(step);
        return new Clause(desk, longer, Optional.ofNullable(item));
    }

    public boolean isGiven() {
        return value.isPresent();
    }

    public Optional<String> text() {
        return value.filter(String.class::isInstance).map(String.class::cast);
    }

    public Optional<Integer> whole() {
        return value.filter(found -> found instanceof Integer || found instanceof Long)
                .map(found -> ((Number) found).intValue());
    }

    public Optional<Double> number() {
        return value.filter(Number.class::isInstance).map(found -> ((Number) found).doubleValue());
    }

    /** Whether it is {@code true}. */
    public boolean isTrue() {
        return value.equals(Optional.of(true));
    }

    /** The expression it holds; one that does not compile is objected to. */
    public Expression expression(ExpressionPlace place) {
        String source = text().orElse("");
        if (text().isEmpty()) {
            return new NoExpression(source);
        }
        try {
            return desk.compiler().compile(source, place);
        } catch (InvalidExpressionException e) {
            isNot("a CEL expression; " + e.getMessage());
            return new NoExpression(source);
        }
    }

    /** The targets it lists. */
    public List<Target> targets() {
        return items().stream().map(Clause::target).toList();
    }

    private Target target() {
        Map<String, String> variables = new LinkedHashMap<>();
        at("variables").entries().forEach((name, given) -> variables.put(name, given.written()));
        return new Target(
                at("name").written(),
                at("phone").written(),
                at("timezone").text(),
                at("priority").whole().orElse(0),
                at("strength").number(),
                variables);
    }

    private String written() {
        return value.map(String::valueOf).orElse("");
    }

    /** How many targets the file lists; empty if that is not known any more. */
    public OptionalInt listedTargets() {
        return desk.targets();
    }

    /** Objects to what is there, or to that nothing is. */
    public void isNot(String expectation) {
        desk.objections().add(path, value, expectation);
    }

    /** Where it stands, as a JSON pointer. */
    public String pointer() {
        StringBuilder pointer = new StringBuilder();
        path.forEach(step -> pointer.append('/')
                .append(String.valueOf(step).replace("~", "~0").replace("/", "~1")));
        return pointer.toString();
    }
}
