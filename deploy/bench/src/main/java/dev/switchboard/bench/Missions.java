package dev.switchboard.bench;

import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Locale;

/** Missions made for measuring: every phone answers and yields a quote. */
final class Missions {

    private static final YAMLMapper YAML = new YAMLMapper();

    private static final String COMMON = """
            name: %s
            class: %s
            assistant: {name: Bench Caller, instructions: Ask for the price., greeting: Hello.}
            insight:
              name: Bench quote
              instructions: Extract the price.
              json_schema: {type: object, properties: {price: {type: number}}, required: [price]}
            recipients: automated
            """;

    /** From here on there are enough numbers for the largest mission. */
    private static final int FIRST_NUMBER = 2_000_000;

    private Missions() {}

    /** One call after the other, each with the best price so far. */
    static String negotiation(int targets) {
        return withTargets(
                parse(COMMON.formatted("Bench negotiation", "negotiation")
                        + "negotiation: {objective: minimize, of: insight.price, "
                        + "carry: {best: \"best == null ? '' : string(best.insight.price)\"}}\n"),
                targets);
    }

    static String sweep(int targets, int concurrentCalls) {
        return withTargets(
                parse(COMMON.formatted("Bench sweep", "sweep") + "limits: {concurrent_calls: " + concurrentCalls
                        + "}\nrank: {by: insight.price, order: asc, top: 3}\n"),
                targets);
    }

    /** The same with the targets as CSV within the mission, each with a variable of its own. */
    static String sweepFromCsv(int targets, int concurrentCalls) {
        ObjectNode mission = parse(COMMON.formatted("Bench sweep", "sweep") + "limits: {concurrent_calls: "
                + concurrentCalls + "}\nrank: {by: insight.price, order: asc, top: 3}\n");
        StringBuilder csv = new StringBuilder("name,phone,reference\n");
        for (int i = 0; i < targets; i++) {
            csv.append(String.format(Locale.ROOT, "Target %d,+1312%07d,R%d%n", i + 1, FIRST_NUMBER + i, i + 1));
        }
        mission.putObject("targets").put("csv", csv.toString());
        return mission.toString();
    }

    /** What every phone does. */
    static ObjectNode script(int ringSecs, int talkSecs, int insightDelaySecs, int concurrentCalls) {
        return parse("""
                seed: 1
                limits: {concurrent_calls: %d, dials_per_second: 1000}
                numbers:
                  "*": [{ring_secs: %d, talk_secs: %d, insight_delay_secs: %d, insight: {price: 50}, summary: Fifty.}]
                """.formatted(concurrentCalls, ringSecs, talkSecs, insightDelaySecs));
    }

    private static String withTargets(ObjectNode mission, int count) {
        var targets = mission.putArray("targets");
        for (int i = 0; i < count; i++) {
            targets.addObject()
                    .put("name", "Target " + (i + 1))
                    .put("phone", String.format(Locale.ROOT, "+1312555%04d", i));
        }
        return mission.toString();
    }

    private static ObjectNode parse(String yaml) {
        try {
            return (ObjectNode) YAML.readTree(yaml);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
