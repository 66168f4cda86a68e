package dev.switchboard.gateway.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a conversation begins with (contract, section 7).
 *
 * @param variables dynamic variables
 * @param conversations how many of the latest conversations with the number are remembered
 * @param insights ids of the insights that are remembered
 * @param metadata what the conversation is marked with
 */
public record Beginning(
        Map<String, String> variables,
        Optional<Integer> conversations,
        List<String> insights,
        Map<String, String> metadata) {

    /** Of a call nothing is known of. */
    public static final Beginning UNKNOWN = new Beginning(Map.of(), Optional.empty(), List.of(), Map.of());

    /** About how many characters it holds. */
    int size() {
        return size(variables)
                + size(metadata)
                + insights.stream().mapToInt(String::length).sum();
    }

    private static int size(Map<String, String> texts) {
        return texts.entrySet().stream()
                .mapToInt(text -> text.getKey().length() + text.getValue().length())
                .sum();
    }
}
