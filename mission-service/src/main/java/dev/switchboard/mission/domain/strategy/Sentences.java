package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.RunStatus;
import java.util.List;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** What summaries are made of. */
final class Sentences {

    private static final Pattern FIELD = Pattern.compile("(insight|call)\\.[a-z_][a-z0-9_]*");
    private static final int MOST_NAMES = 10;

    private Sentences() {}

    static String paragraph(String... sentences) {
        return Stream.of(sentences).filter(sentence -> !sentence.isEmpty()).collect(Collectors.joining(" "));
    }

    /** {@code insight.per_person} is read as "per person"; anything longer as it stands. */
    static String label(Expression expression) {
        String source = expression.source().strip();
        return FIELD.matcher(source).matches()
                ? source.substring(source.indexOf('.') + 1).replace('_', ' ')
                : source;
    }

    static String targets(int count) {
        return plural(count, "target");
    }

    /** Why it ended before its time, if it did. */
    static String ending(Conclusion conclusion) {
        String how = conclusion.status() == RunStatus.CANCELLED ? "Cancelled" : "Ended early";
        return conclusion.reason().map(reason -> how + ": " + sentence(reason)).orElse("");
    }

    static String recommendation(List<Ranked> recommended) {
        if (recommended.isEmpty()) {
            return "";
        }
        String names =
                recommended.stream().limit(MOST_NAMES).map(Sentences::placed).collect(Collectors.joining(", "));
        int more = recommended.size() - MOST_NAMES;
        return "Recommended: " + names + (more > 0 ? " and " + more + " more." : ".");
    }

    private static String placed(Ranked ranked) {
        String name = ranked.settled().target().name();
        return ranked.measure().isEmpty() ? name : name + " (" + ranked.measure() + ")";
    }

    static String count(Conclusion conclusion) {
        return conclusion.succeeded() + " of " + targets(conclusion.targets()) + " gave a result, "
                + plural(conclusion.calls(), "call") + ".";
    }

    private static String plural(int count, String noun) {
        return count + " " + noun + (count == 1 ? "" : "s");
    }

    private static String sentence(String text) {
        return text.endsWith(".") ? text : text + ".";
    }
}
