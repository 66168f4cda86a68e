package dev.switchboard.calling;

import java.time.DayOfWeek;
import java.time.LocalTime;
import java.util.Arrays;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;

/**
 * Who is called: picks the retry table, the window and what a machine means (mission file, "Retry tables"). A row that
 * allows no further attempt has a waiting time all the same, for missions that allow one without saying when.
 */
public enum Recipients {
    /** Recorded lines and bots: any time, and a machine is what is expected. */
    AUTOMATED(
            Map.of(
                    Outcome.NO_ANSWER, RetryCell.of(3, "15m"),
                    Outcome.BUSY, RetryCell.of(3, "10m"),
                    Outcome.FAILED, RetryCell.of(2, "5m"),
                    Outcome.VOICEMAIL, RetryCell.of(0, "15m"),
                    Outcome.EMPTY_INSIGHT, RetryCell.of(2, "15m")),
            Optional.empty()),
    /** Restaurants, shops, call centres. */
    SERVICE(
            Map.of(
                    Outcome.NO_ANSWER, RetryCell.of(3, "30m", "2h").atAnotherTimeOfDay(),
                    Outcome.BUSY, RetryCell.of(3, "15m", "30m"),
                    Outcome.FAILED, RetryCell.of(2, "10m"),
                    Outcome.VOICEMAIL, RetryCell.of(1, "1bd"),
                    Outcome.EMPTY_INSIGHT, RetryCell.of(2, "1h")),
            Optional.of(new OpeningHours(EnumSet.allOf(DayOfWeek.class), LocalTime.of(9, 0), LocalTime.of(17, 0)))),
    /** People at work. */
    PROFESSIONAL(
            Map.of(
                    Outcome.NO_ANSWER, RetryCell.of(2, "1bd", "2bd"),
                    Outcome.BUSY, RetryCell.of(2, "2h", "4h"),
                    Outcome.FAILED, RetryCell.of(2, "10m"),
                    Outcome.VOICEMAIL, RetryCell.of(0, "1bd"),
                    Outcome.EMPTY_INSIGHT, RetryCell.of(1, "1bd")),
            Optional.of(new OpeningHours(
                    EnumSet.range(DayOfWeek.MONDAY, DayOfWeek.FRIDAY), LocalTime.of(9, 0), LocalTime.of(17, 0))));

    private final RetryTable retries;
    private final Optional<OpeningHours> hours;

    Recipients(Map<Outcome, RetryCell> retries, Optional<OpeningHours> hours) {
        this.retries = new RetryTable(retries);
        this.hours = hours;
    }

    /** The recipients with that word of the mission file, if there are such. */
    public static Optional<Recipients> of(String word) {
        return Arrays.stream(values())
                .filter(recipients -> recipients.name().toLowerCase(Locale.ROOT).equals(word))
                .findFirst();
    }

    public RetryTable retries() {
        return retries;
    }

    /** Their own hours; empty if they may be called at any time. */
    public Optional<OpeningHours> hours() {
        return hours;
    }

    /** True if a person may be disturbed: then the bounds of the day hold, whatever the mission says. */
    public boolean arePeople() {
        return this != AUTOMATED;
    }

    /** True if being answered by a machine is not what was wanted. */
    public boolean machineIsAnOutcome() {
        return this != AUTOMATED;
    }

    /** True if a number that was reached, by the person or a machine, is left alone for the rest of the day. */
    public boolean reachedOnceADay() {
        return this == PROFESSIONAL;
    }
}
