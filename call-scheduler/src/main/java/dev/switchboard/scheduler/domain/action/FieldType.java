package dev.switchboard.scheduler.domain.action;

import java.math.BigInteger;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;

/** What a field of an action must look like, in JSON's types as Java has them. */
public record FieldType(String expectation, Predicate<Object> holds) {

    static final FieldType TEXT = new FieldType("text", value -> value instanceof String text && !text.isBlank());
    static final FieldType FLAG = new FieldType("true or false", Boolean.class::isInstance);
    static final FieldType WHOLE = new FieldType("a whole number", FieldType::isWhole);
    static final FieldType OBJECT = new FieldType("an object", Map.class::isInstance);
    static final FieldType LIST = new FieldType("a list", Collection.class::isInstance);
    static final FieldType BASE64 = new FieldType(
            "text in Base64", value -> value instanceof String text && text.matches("[A-Za-z0-9+/]+={0,2}"));
    static final FieldType NUMBER_OR_SIP = new FieldType(
            "a number in E.164 form or a SIP address",
            value -> value instanceof String text && text.matches("\\+[1-9]\\d{6,14}|sips?:\\S+"));
    static final FieldType SIP =
            new FieldType("a SIP address", value -> value instanceof String text && text.matches("sips?:\\S+"));
    static final FieldType DIGITS = new FieldType(
            "digits: 0-9, A-D, *, #, w and W for pauses",
            value -> value instanceof String text && text.matches("[0-9A-DwW*#]+"));
    static final FieldType MESSAGES = new FieldType(
            "a list of {role, content}, the role one of system, user, assistant, tool, developer",
            value -> value instanceof Collection<?> all && all.stream().allMatch(FieldType::isMessage));

    static FieldType oneOf(String... words) {
        List<String> known = List.of(words);
        return new FieldType("one of " + String.join(", ", known), known::contains);
    }

    private static boolean isWhole(Object value) {
        return value instanceof Integer || value instanceof Long || value instanceof BigInteger;
    }

    private static boolean isMessage(Object value) {
        return value instanceof Map<?, ?> message
                && message.get("role") instanceof String role
                && List.of("system", "user", "assistant", "tool", "developer").contains(role);
    }
}
