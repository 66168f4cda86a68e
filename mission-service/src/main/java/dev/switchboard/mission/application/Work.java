package dev.switchboard.mission.application;

import java.util.Locale;

/** What is to be done for a run next, outside of any event. */
public enum Work {
    /** Find or make assistant, insights and number; then start. */
    PROVISION,
    /** Ask for the next calls of a long list. */
    REQUEST,
    /** Drop what is left, rank, sum up, end. */
    FINISH;

    /** As it is stored. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    public static Work of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }
}
