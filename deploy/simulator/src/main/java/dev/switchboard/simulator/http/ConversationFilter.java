package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.call.Conversation;
import io.vertx.core.MultiMap;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The part of PostgREST's query language that {@code GET /ai/conversations} understands. */
final class ConversationFilter {

    private static final Set<String> NOT_COLUMNS = Set.of("limit", "order", "or", "offset");
    private static final String METADATA = "metadata->";

    private ConversationFilter() {}

    static Predicate<Conversation> of(MultiMap query) {
        Predicate<Conversation> wanted = conversation -> true;
        for (Map.Entry<String, String> parameter : query) {
            String name = parameter.getKey();
            if (name.equals("or")) {
                wanted = wanted.and(anyOf(parameter.getValue()));
            } else if (!NOT_COLUMNS.contains(name) && !name.startsWith("page[")) {
                wanted = wanted.and(condition(name, parameter.getValue()));
            }
        }
        return wanted;
    }

    /** {@code (a.eq.1,b.gte.2)}. */
    private static Predicate<Conversation> anyOf(String text) {
        List<Predicate<Conversation>> options = new ArrayList<>();
        String inner = text.replaceFirst("^\\(", "").replaceFirst("\\)$", "");
        for (String part : inner.split(",")) {
            int dot = part.indexOf('.');
            if (dot > 0) {
                options.add(condition(part.substring(0, dot), part.substring(dot + 1)));
            }
        }
        return conversation -> options.stream().anyMatch(option -> option.test(conversation));
    }

    private static Predicate<Conversation> condition(String column, String expression) {
        int dot = expression.indexOf('.');
        String operator = dot < 0 ? "" : expression.substring(0, dot);
        String operand = dot < 0 ? expression : expression.substring(dot + 1);
        // A plus sign that was not encoded arrives as a space.
        String value = operand.startsWith(" ") ? '+' + operand.substring(1) : operand;
        Predicate<String> test =
                switch (operator) {
                    case "eq" -> value::equals;
                    case "neq" -> text -> !value.equals(text);
                    case "gt" -> text -> compare(text, value) > 0;
                    case "gte" -> text -> compare(text, value) >= 0;
                    case "lt" -> text -> compare(text, value) < 0;
                    case "lte" -> text -> compare(text, value) <= 0;
                    case "like" -> like(value, 0);
                    case "ilike" -> like(value, Pattern.CASE_INSENSITIVE);
                    case "in" -> List.of(value.replaceAll("[()\"]", "").split(","))::contains;
                    default ->
                        throw Problems.invalid(Problems.finding(
                                "value_error", "Value error, expected operator.value such as eq.123", "query", column));
                };
        return conversation -> {
            String text = column(conversation, column);
            return text != null && test.test(text);
        };
    }

    private static int compare(String text, String value) {
        return text.compareTo(value);
    }

    private static Predicate<String> like(String pattern, int flags) {
        StringBuilder regex = new StringBuilder();
        for (char c : pattern.toCharArray()) {
            regex.append(c == '%' || c == '*' ? ".*" : Pattern.quote(String.valueOf(c)));
        }
        Pattern compiled = Pattern.compile(regex.toString(), flags | Pattern.DOTALL);
        return text -> compiled.matcher(text).matches();
    }

    private static String column(Conversation conversation, String column) {
        if (column.startsWith(METADATA)) {
            ObjectNode metadata = conversation.metadata();
            String key = column.substring(METADATA.length()).replaceFirst("^>", "");
            return metadata.hasNonNull(key) ? metadata.get(key).asText() : null;
        }
        return switch (column) {
            case "id" -> conversation.id;
            case "name" -> conversation.name;
            case "created_at" -> conversation.createdAt.toString();
            case "last_message_at" -> conversation.lastMessageAt.toString();
            default -> null;
        };
    }

    /** {@code created_at.desc} and the like; by creation, newest first, if nothing is asked for. */
    static Comparator<Conversation> order(String text) {
        String[] parts = (text == null ? "created_at.desc" : text.split(",")[0]).split("\\.");
        Comparator<Conversation> order = Comparator.comparing(
                conversation -> column(conversation, parts[0]), Comparator.nullsFirst(Comparator.naturalOrder()));
        boolean descending = parts.length > 1 && parts[1].equals("desc");
        return descending ? order.reversed() : order;
    }
}
