package dev.switchboard.insight.domain;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Predicate;

/**
 * The name of a conversation in the Telnyx portal: {@code Call 2: Chicago Grill Co, 62}. The headline is the first
 * required property of the schema that is a number, otherwise the first required one that is a single value.
 */
public final class ConversationName {

    private static final int LONGEST_HEADLINE = 60;

    private ConversationName() {}

    /**
     * @param sequence the n-th call of its run, from 1
     * @param schema the template's JSON Schema; empty if it has none
     * @param insight empty if there is none
     */
    public static String of(int sequence, String target, Map<String, Object> schema, Map<String, Object> insight) {
        String name = "Call " + sequence + ": " + target;
        return headline(schema, insight).map(headline -> name + ", " + headline).orElse(name);
    }

    private static Optional<String> headline(Map<String, Object> schema, Map<String, Object> insight) {
        return first(schema, insight, Number.class::isInstance)
                .or(() -> first(schema, insight, ConversationName::says));
    }

    private static Optional<String> first(
            Map<String, Object> schema, Map<String, Object> insight, Predicate<Object> suits) {
        return required(schema).stream()
                .map(insight::get)
                .filter(suits)
                .map(ConversationName::text)
                .findFirst();
    }

    private static List<?> required(Map<String, Object> schema) {
        return schema.get("required") instanceof List<?> names ? names : List.of();
    }

    private static boolean says(Object value) {
        return value instanceof Boolean || (value instanceof String text && !text.isBlank());
    }

    private static String text(Object value) {
        return value instanceof Number number
                ? plain(number)
                : cut(value.toString().strip());
    }

    /** 62.0 is 62, and nothing is written with an exponent. */
    private static String plain(Number number) {
        BigDecimal exact = new BigDecimal(number.toString()).stripTrailingZeros();
        return exact.scale() < 0 ? exact.setScale(0).toPlainString() : exact.toPlainString();
    }

    private static String cut(String text) {
        if (text.codePointCount(0, text.length()) <= LONGEST_HEADLINE) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, LONGEST_HEADLINE - 1))
                        .strip() + "…";
    }
}
