package dev.switchboard.mission.missionfile;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** What kind of party is called; picks retry table, window and voicemail rule. */
public enum Recipients {
    AUTOMATED,
    SERVICE,
    PROFESSIONAL;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The kind with that word, if there is one. */
    public static Optional<Recipients> of(String word) {
        return Arrays.stream(values())
                .filter(recipients -> recipients.word().equals(word))
                .findFirst();
    }
}
