package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.ExpressionCompiler;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** The classes of missions: those that {@link Strategy} permits. */
public final class Strategies {

    private static final List<MissionClass> CLASSES = Stream.of(Strategy.class.getPermittedSubclasses())
            .map(Strategies::declared)
            .toList();

    private Strategies() {}

    /** What the file of a strategy declares as its class. */
    private static MissionClass declared(Class<?> strategy) {
        try {
            return (MissionClass) strategy.getDeclaredField("CLASS").get(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(strategy.getSimpleName() + " declares no MissionClass CLASS", e);
        }
    }

    /** All there are. */
    public static List<MissionClass> classes() {
        return CLASSES;
    }

    /** The class with that word, if there is one. */
    public static Optional<MissionClass> classNamed(String word) {
        return CLASSES.stream()
                .filter(missionClass -> missionClass.word().equals(word))
                .findFirst();
    }

    /** {@code negotiation, sweep}: for messages. */
    public static String words() {
        return CLASSES.stream().map(MissionClass::word).sorted().collect(Collectors.joining(", "));
    }

    /**
     * The strategy of a file that is being read.
     *
     * @param targets how many targets the file lists
     * @param objections is told what contradicts itself; the strategy is of no use then
     */
    public static Strategy read(Terms terms, ExpressionCompiler compiler, int targets, Clause.Objections objections) {
        return make(terms, compiler, OptionalInt.of(targets), objections);
    }

    /**
     * The strategy of a file that was read without objections.
     *
     * @throws IllegalStateException if there are any now
     */
    public static Strategy of(Terms terms, ExpressionCompiler compiler) {
        return make(terms, compiler, OptionalInt.empty(), (path, found, expectation) -> {
            throw new IllegalStateException(
                    "a mission file that was valid when it was read is not any more: " + path + ", " + expectation);
        });
    }

    private static Strategy make(
            Terms terms, ExpressionCompiler compiler, OptionalInt targets, Clause.Objections objections) {
        return terms.missionClass().maker().apply(Clause.whole(terms, compiler, targets, objections));
    }
}
