package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.launcher.stack.Part;
import java.util.List;
import java.util.Map;

/**
 * What a stack leaves behind.
 *
 * @param kills that hit a living part
 * @param results by mission, of those that ended
 * @param approvals by mission, as mission-service shows them
 * @param refused how often the provider refused a call for a limit, by limit
 * @param texts sent to each phone
 * @param dropped by phone, the webhooks that the provider never sent
 * @param unsteady services that died, or said they were ready, while what they need was away
 * @param assistants what tells the account's assistants apart
 */
public record Evidence(
        Map<Part, Integer> kills,
        Calls calls,
        Map<String, Integer> refused,
        Map<String, JsonNode> results,
        Map<String, JsonNode> approvals,
        Map<String, Integer> texts,
        Map<String, List<String>> dropped,
        List<String> unsteady,
        List<String> assistants) {}
