package dev.switchboard.simulator.script;

import java.util.Arrays;
import java.util.Optional;
import java.util.stream.Collectors;

/** Whom Telnyx takes for having answered. The script uses the words of the premium detection (contract, section 5). */
public enum Detected {
    HUMAN_RESIDENCE("human_residence", "human"),
    HUMAN_BUSINESS("human_business", "human"),
    MACHINE("machine", "machine"),
    SILENCE("silence", Detected.UNSURE),
    FAX("fax_detected", Detected.UNSURE),
    NOT_SURE(Detected.UNSURE, Detected.UNSURE);

    private static final String UNSURE = "not_sure";

    private final String premium;
    private final String standard;

    Detected(String premium, String standard) {
        this.premium = premium;
        this.standard = standard;
    }

    /** The {@code result} of a premium detection. */
    public String premium() {
        return premium;
    }

    /** The {@code result} of a standard detection, which tells fewer apart. */
    public String standard() {
        return standard;
    }

    public static Optional<Detected> of(String word) {
        return Arrays.stream(values())
                .filter(detected -> detected.premium.equals(word))
                .findFirst();
    }

    public static String words() {
        return Arrays.stream(values()).map(Detected::premium).collect(Collectors.joining(", "));
    }
}
