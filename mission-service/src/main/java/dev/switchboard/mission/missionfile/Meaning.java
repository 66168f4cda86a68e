package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.Deadline;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;

/** What a JSON Schema cannot check. Takes any JSON: what is of the wrong type has been reported by {@link Structure}. */
final class Meaning {

    private final ExpressionCompiler compiler;
    private final InsightSchemas insightSchemas = new InsightSchemas();

    Meaning(ExpressionCompiler compiler) {
        this.compiler = compiler;
    }

    void check(JsonNode document, Violations violations) {
        phone(document.path("from"), "$.from", violations);
        window(document.path("calling_window").path("timezone"), violations);
        deadline(document.path("limits").path("deadline"), violations);
        insightSchemas.check(document, violations);
        rank(document.path("rank"), violations);
        negotiation(document.path("negotiation"), violations);
    }

    static void phone(JsonNode phone, String path, Violations violations) {
        if (phone.isTextual() && Phones.isE164(phone.asText()) && !Phones.isPossible(phone.asText())) {
            violations.add(path, phone, Phones.POSSIBLE);
        }
    }

    private static void window(JsonNode zone, Violations violations) {
        if (zone.isTextual() && !zone.asText().equals("recipient") && !Zones.isZone(zone.asText())) {
            violations.add("$.calling_window.timezone", zone, "recipient, or " + Zones.EXPECTATION);
        }
    }

    private static void deadline(JsonNode deadline, Violations violations) {
        if (deadline.isTextual() && !Deadline.isDeadline(deadline.asText())) {
            violations.add("$.limits.deadline", deadline, Deadline.EXPECTATION);
        }
    }

    private void rank(JsonNode rank, Violations violations) {
        expression(rank.path("where"), ExpressionPlace.RANK_WHERE, "$.rank.where", violations);
        expression(rank.path("by"), ExpressionPlace.RANK_BY, "$.rank.by", violations);
        JsonNode then = rank.path("then");
        for (int i = 0; then.isArray() && i < then.size(); i++) {
            expression(then.get(i).path("by"), ExpressionPlace.RANK_BY, "$.rank.then[" + i + "].by", violations);
        }
    }

    private void negotiation(JsonNode negotiation, Violations violations) {
        expression(negotiation.path("of"), ExpressionPlace.NEGOTIATION_OF, "$.negotiation.of", violations);
        negotiation
                .path("carry")
                .properties()
                .forEach(variable -> expression(
                        variable.getValue(),
                        ExpressionPlace.NEGOTIATION_CARRY,
                        Paths.key("$.negotiation.carry", variable.getKey()),
                        violations));
    }

    private void expression(JsonNode source, ExpressionPlace place, String path, Violations violations) {
        if (!source.isTextual()) {
            return;
        }
        try {
            compiler.compile(source.asText(), place);
        } catch (InvalidExpressionException e) {
            violations.add(path, source, "a CEL expression; " + e.getMessage());
        }
    }
}
