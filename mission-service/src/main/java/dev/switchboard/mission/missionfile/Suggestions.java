package dev.switchboard.mission.missionfile;

import java.util.Collection;
import java.util.Comparator;
import java.util.Locale;
import java.util.Optional;
import java.util.stream.Collectors;

/** What somebody meant who wrote an unknown key. */
final class Suggestions {

    private static final int MOST_CHARACTERS = 40;

    private Suggestions() {}

    /** {@code a known key (a, b, c); did you mean 'b'?}. */
    static String knownKey(String unknown, Collection<String> known) {
        String list = known.stream().sorted().collect(Collectors.joining(", "));
        return "a known key (" + list + ")"
                + closest(unknown, known)
                        .map(key -> "; did you mean '" + key + "'?")
                        .orElse("");
    }

    static Optional<String> closest(String unknown, Collection<String> known) {
        if (unknown.length() > MOST_CHARACTERS) {
            return Optional.empty();
        }
        String bare = bare(unknown);
        return known.stream()
                .filter(key -> distance(bare, bare(key)) <= Math.max(1, key.length() / 4))
                .min(Comparator.<String>comparingInt(key -> distance(bare, bare(key)))
                        .thenComparing(Comparator.naturalOrder()));
    }

    private static String bare(String key) {
        return key.toLowerCase(Locale.ROOT).replaceAll("[^a-z0-9]", "");
    }

    /** Letters to insert, delete or replace. */
    private static int distance(String left, String right) {
        int[] row = new int[right.length() + 1];
        for (int j = 0; j <= right.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= left.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= right.length(); j++) {
                int replaced = diagonal + (left.charAt(i - 1) == right.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[right.length()];
    }
}
