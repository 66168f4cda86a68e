package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.StreamSupport;

/**
 * What of a mission's results must not depend on crashes, nor on lost or late messages.
 *
 * @param whole status of the run, its recommendation and the ranks, in words
 * @param targets by phone: how often it rang, status, attempts, insight and the rest, in words
 */
record Outcome(String whole, Map<String, String> targets) {

    private static final List<String> TARGET_FIELDS =
            List.of("status", "attempts", "last_outcome", "insight", "insight_status", "summary", "variables");

    /** @param rings calls or texts by phone */
    static Outcome of(JsonNode results, Map<String, Integer> rings) {
        Map<String, String> targets = new TreeMap<>();
        for (JsonNode target : results.path("targets")) {
            String phone = target.path("phone").asText();
            StringBuilder words = new StringBuilder("rings=" + rings.getOrDefault(phone, 0));
            TARGET_FIELDS.forEach(
                    field -> words.append(' ').append(field).append('=').append(target.path(field)));
            targets.put(phone, words.toString());
        }
        List<String> recommended = StreamSupport.stream(
                        results.path("recommended").spliterator(), false)
                .map(item -> item.path("phone").asText() + item.path("insight"))
                .toList();
        Map<Integer, String> ranks = new TreeMap<>();
        for (JsonNode target : results.path("targets")) {
            if (target.has("rank")) {
                ranks.put(target.path("rank").asInt(), target.path("phone").asText());
            }
        }
        return new Outcome(results.path("status").asText() + " " + recommended + " " + ranks, targets);
    }
}
