package dev.switchboard.notifier.domain;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * What people are told when a run has ended. Holds no phone number: whoever needs one finds it in the results.
 *
 * @param recommended best first
 * @param counts by name, in the order of the results
 */
public record CompletionNotice(
        String mission, Ending ending, String summary, List<Recommendation> recommended, Map<String, String> counts) {

    /** How a run ends. */
    public enum Ending {
        SUCCEEDED("succeeded"),
        FAILED("failed"),
        CANCELLED("was cancelled");

        private final String words;

        Ending(String words) {
            this.words = words;
        }

        String words() {
            return words;
        }
    }

    /** @param headlines the first few plain values of its insight, such as {@code per person 62} */
    public record Recommendation(String rank, String name, List<String> headlines) {}

    private static final int HEADLINES = 3;

    public CompletionNotice {
        recommended = List.copyOf(recommended);
    }

    /**
     * Takes what it knows from the results ({@code recommended}, {@code counts}) and leaves out what has an unexpected
     * form: a notice with less in it is better than none.
     */
    public static CompletionNotice of(String mission, Ending ending, String summary, Map<String, ?> results) {
        return new CompletionNotice(
                mission, ending, summary, recommended(results.get("recommended")), counts(results.get("counts")));
    }

    private static List<Recommendation> recommended(Object listed) {
        List<Recommendation> recommended = new ArrayList<>();
        if (listed instanceof List<?> entries) {
            for (Object entry : entries) {
                if (entry instanceof Map<?, ?> target) {
                    recommended.add(recommendation(target, recommended.size() + 1));
                }
            }
        }
        return recommended;
    }

    private static Recommendation recommendation(Map<?, ?> target, int position) {
        Object rank = target.get("rank");
        Object name = target.get("name");
        return new Recommendation(
                rank == null ? String.valueOf(position) : plain(rank),
                name == null ? "(no name)" : plain(name),
                headlines(target.get("insight")));
    }

    private static List<String> headlines(Object insight) {
        if (!(insight instanceof Map<?, ?> values)) {
            return List.of();
        }
        return values.entrySet().stream()
                .filter(value -> isPlain(value.getValue()))
                .limit(HEADLINES)
                .map(value -> words(value.getKey()) + " " + plain(value.getValue()))
                .toList();
    }

    private static Map<String, String> counts(Object counted) {
        Map<String, String> counts = new LinkedHashMap<>();
        if (counted instanceof Map<?, ?> values) {
            values.forEach((name, count) -> {
                if (count instanceof Number) {
                    counts.put(words(name), plain(count));
                }
            });
        }
        return counts;
    }

    private static boolean isPlain(Object value) {
        return value instanceof Number || value instanceof Boolean || (value instanceof String text && !text.isBlank());
    }

    private static String plain(Object value) {
        if (value instanceof Boolean yes) {
            return yes ? "yes" : "no";
        }
        if (value instanceof Double || value instanceof Float || value instanceof BigDecimal) {
            return number(value);
        }
        return String.valueOf(value);
    }

    private static String number(Object value) {
        try {
            return new BigDecimal(value.toString()).stripTrailingZeros().toPlainString();
        } catch (NumberFormatException e) {
            return value.toString();
        }
    }

    private static String words(Object name) {
        return String.valueOf(name).replace('_', ' ');
    }
}
