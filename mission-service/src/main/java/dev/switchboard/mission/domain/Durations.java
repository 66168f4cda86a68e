package dev.switchboard.mission.domain;

import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** Durations as mission files have them: {@code 90s}, {@code 15m}, {@code 2h}, {@code 1d}, {@code 1bd}. */
public final class Durations {

    /** What a duration looks like, in words. */
    public static final String EXPECTATION = "a duration such as 90s, 15m, 2h, 1d or 1bd (business day)";

    private static final Pattern ONE = Pattern.compile("[1-9][0-9]{0,5}(s|m|h|d|bd)");
    private static final Pattern THEN = Pattern.compile("\\s+then\\s+");

    private Durations() {}

    public static boolean isDuration(String text) {
        return ONE.matcher(text).matches();
    }

    /** {@code 30m then 2h} as its parts, unchecked. */
    public static List<String> parts(String text) {
        return Stream.of(THEN.split(text.strip())).map(String::strip).toList();
    }
}
