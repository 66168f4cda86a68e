package dev.switchboard.mission.domain;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** How the calls of a mission depend on each other; one strategy each. */
public enum MissionClass {
    /** The same question to all, in parallel under the throttle. */
    SWEEP,
    /** One call at a time; each knows the best result so far. */
    NEGOTIATION;

    /** As mission files and events spell it. */
    public String word() {
        return Words.of(this);
    }

    /** The class with that word, if this version has it. */
    public static Optional<MissionClass> of(String word) {
        return Arrays.stream(values())
                .filter(missionClass -> missionClass.word().equals(word))
                .findFirst();
    }

    /** {@code negotiation, sweep}: for messages. */
    public static String available() {
        return Arrays.stream(values()).map(MissionClass::word).sorted().collect(Collectors.joining(", "));
    }
}
