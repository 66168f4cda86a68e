package dev.switchboard.simulator.script;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.StreamReadFeature;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLFactory;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/** Reads a script (YAML or JSON). Unknown keys and values of the wrong kind are refused with their path. */
public final class ScriptFile {

    private static final YAMLMapper YAML = YAMLMapper.builder(YAMLFactory.builder()
                    .enable(StreamReadFeature.STRICT_DUPLICATE_DETECTION)
                    .build())
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();
    private static final Set<String> DECISIONS = Set.of("approved", "rejected", "changed");

    private Conditions conditions;

    private ScriptFile() {}

    /** @throws ScriptProblem if the file cannot be read or played */
    public static Script read(Path file) {
        try {
            return parse(Files.readString(file));
        } catch (IOException e) {
            throw new ScriptProblem("script", file.toString(), "a readable file");
        }
    }

    /** @throws ScriptProblem if the text cannot be played */
    public static Script parse(String text) {
        try {
            JsonNode root = YAML.readTree(text);
            return root == null || root.isMissingNode() || root.isNull() ? Script.EMPTY : new ScriptFile().script(root);
        } catch (JsonProcessingException e) {
            String where =
                    e.getLocation() == null ? "" : " at line " + e.getLocation().getLineNr();
            throw new ScriptProblem("script is not YAML" + where + ": "
                    + e.getOriginalMessage().lines().findFirst().orElse(""));
        }
    }

    /** Faults alone, as {@code PUT /_sim/faults} takes them. */
    public static Faults faults(JsonNode node) {
        return new ScriptFile().faultsAt("faults", node);
    }

    public static Script parse(JsonNode root) {
        return new ScriptFile().script(root);
    }

    private Script script(JsonNode root) {
        keys("script", root, Set.of("seed", "limits", "numbers", "faults", "approvals", "insight_delay_secs"));
        Duration insightDelay =
                seconds("insight_delay_secs", root.get("insight_delay_secs"), Play.DEFAULT_INSIGHT_DELAY);
        return new Script(
                seed(root.get("seed")),
                limits(root.get("limits")),
                numbers(root.get("numbers"), insightDelay),
                faultsAt("faults", root.get("faults")),
                approvals(root.get("approvals")),
                insightDelay);
    }

    private static long seed(JsonNode node) {
        if (absent(node)) {
            return 0;
        }
        if (!node.isIntegralNumber()) {
            throw new ScriptProblem("seed", node.toString(), "a whole number");
        }
        return node.longValue();
    }

    private static Limits limits(JsonNode node) {
        if (absent(node)) {
            return Limits.DEFAULT;
        }
        keys("limits", node, Set.of("concurrent_calls", "dials_per_second"));
        return new Limits(
                (int) positive(
                        "limits.concurrent_calls", node.get("concurrent_calls"), Limits.DEFAULT.concurrentCalls()),
                positive("limits.dials_per_second", node.get("dials_per_second"), Limits.DEFAULT.dialsPerSecond()));
    }

    private static double positive(String path, JsonNode node, double fallback) {
        if (absent(node)) {
            return fallback;
        }
        if (!node.isNumber() || node.doubleValue() <= 0) {
            throw new ScriptProblem(path, node.toString(), "a number above 0");
        }
        return node.doubleValue();
    }

    private Map<String, List<ScriptEntry>> numbers(JsonNode node, Duration insightDelay) {
        Map<String, List<ScriptEntry>> numbers = new LinkedHashMap<>();
        if (absent(node)) {
            return numbers;
        }
        object("numbers", node);
        node.properties().forEach(field -> {
            String number = field.getKey();
            if (!number.matches("\\+\\d{5,15}|sips?:.+|\\*")) {
                throw new ScriptProblem("numbers", "\"" + number + "\"", "an E.164 number such as +13125550102");
            }
            numbers.put(number, entries("numbers." + number, field.getValue(), insightDelay));
        });
        return numbers;
    }

    private List<ScriptEntry> entries(String path, JsonNode node, Duration insightDelay) {
        list(path, node);
        List<ScriptEntry> entries = new ArrayList<>();
        for (int i = 0; i < node.size(); i++) {
            entries.add(entry(path + "[" + i + "]", node.get(i), insightDelay));
        }
        return entries;
    }

    private ScriptEntry entry(String path, JsonNode node, Duration insightDelay) {
        keys(
                path,
                node,
                Set.of(
                        "attempt",
                        "when",
                        "outcome",
                        "ring_secs",
                        "talk_secs",
                        "insight",
                        "summary",
                        "insight_delay_secs",
                        "reply",
                        "detected",
                        "reply_secs"));
        JsonNode insight = node.get("insight");
        Play play = new Play(
                outcome(path + ".outcome", node.get("outcome")),
                seconds(path + ".ring_secs", node.get("ring_secs"), Play.DEFAULT_RING),
                seconds(path + ".talk_secs", node.get("talk_secs"), null),
                seconds(path + ".insight_delay_secs", node.get("insight_delay_secs"), insightDelay),
                insight != null && insight.isNull(),
                absent(insight) ? null : insight,
                text(path + ".summary", node.get("summary")),
                answer(path, node),
                detected(path + ".detected", node));
        return new ScriptEntry(
                attempt(path + ".attempt", node.get("attempt")), condition(path + ".when", node.get("when")), play);
    }

    /** {@code reply: null} is silence; without the key a text is answered somehow. */
    private static Play.Answer answer(String path, JsonNode node) {
        Duration after = seconds(path + ".reply_secs", node.get("reply_secs"), Play.Answer.DEFAULT_AFTER);
        String words = node.has("reply") ? text(path + ".reply", node.get("reply")) : Play.Answer.DEFAULT.text();
        return new Play.Answer(words, after);
    }

    /** A text has words of its own for arriving or not. */
    private static Outcome outcome(String path, JsonNode node) {
        if (absent(node) || node.asText().equals("delivered")) {
            return Outcome.COMPLETED;
        }
        if (node.asText().equals("undelivered")) {
            return Outcome.FAILED;
        }
        return Outcome.of(node.asText())
                .orElseThrow(() -> new ScriptProblem(path, node.toString(), "one of " + Outcome.words()));
    }

    private static Detected detected(String path, JsonNode entry) {
        JsonNode node = entry.get("detected");
        if (absent(node)) {
            return null;
        }
        if (!outcome(path, entry.get("outcome")).answered()) {
            throw new ScriptProblem(path, node.toString(), "it with a call that is answered: completed, voicemail");
        }
        return Detected.of(node.asText())
                .orElseThrow(() -> new ScriptProblem(path, node.toString(), "one of " + Detected.words()));
    }

    private static Integer attempt(String path, JsonNode node) {
        if (absent(node)) {
            return null;
        }
        if (!node.canConvertToInt() || !node.isIntegralNumber() || node.intValue() < 1) {
            throw new ScriptProblem(path, node.toString(), "a whole number from 1");
        }
        return node.intValue();
    }

    private ScriptEntry.Condition condition(String path, JsonNode node) {
        String expression = text(path, node);
        if (expression == null) {
            return null;
        }
        if (conditions == null) {
            conditions = new Conditions();
        }
        return conditions.compile(path, expression);
    }

    private Faults faultsAt(String path, JsonNode node) {
        if (absent(node)) {
            return Faults.NONE;
        }
        keys(
                path,
                node,
                Set.of(
                        "webhook_duplicate",
                        "webhook_drop",
                        "webhook_delay_secs",
                        "http_500",
                        "http_429",
                        "accept_then_drop"));
        double[] delay = range(path + ".webhook_delay_secs", node.get("webhook_delay_secs"));
        return new Faults(
                share(path + ".webhook_duplicate", node.get("webhook_duplicate")),
                share(path + ".webhook_drop", node.get("webhook_drop")),
                delay[0],
                delay[1],
                share(path + ".http_500", node.get("http_500")),
                share(path + ".http_429", node.get("http_429")),
                share(path + ".accept_then_drop", node.get("accept_then_drop")));
    }

    private static double share(String path, JsonNode node) {
        if (absent(node)) {
            return 0;
        }
        if (!node.isNumber() || node.doubleValue() < 0 || node.doubleValue() > 1) {
            throw new ScriptProblem(path, node.toString(), "a share from 0 to 1");
        }
        return node.doubleValue();
    }

    private static double[] range(String path, JsonNode node) {
        if (absent(node)) {
            return new double[] {0, 0};
        }
        boolean valid = node.isArray()
                && node.size() == 2
                && node.get(0).isNumber()
                && node.get(1).isNumber()
                && node.get(0).doubleValue() >= 0
                && node.get(1).doubleValue() >= node.get(0).doubleValue();
        if (!valid) {
            throw new ScriptProblem(path, node.toString(), "[from, to] in mission seconds");
        }
        return new double[] {node.get(0).doubleValue(), node.get(1).doubleValue()};
    }

    private static List<ScriptApproval> approvals(JsonNode node) {
        List<ScriptApproval> approvals = new ArrayList<>();
        if (absent(node)) {
            return approvals;
        }
        list("approvals", node);
        for (int i = 0; i < node.size(); i++) {
            approvals.add(approval("approvals[" + i + "]", node.get(i)));
        }
        return approvals;
    }

    private static ScriptApproval approval(String path, JsonNode node) {
        keys(path, node, Set.of("after_secs", "decision", "by", "shortlist"));
        JsonNode decision = node.get("decision");
        if (absent(decision) || !DECISIONS.contains(decision.asText())) {
            throw new ScriptProblem(path + ".decision", found(decision), "one of approved, changed, rejected");
        }
        List<String> shortlist = new ArrayList<>();
        if (!absent(node.get("shortlist"))) {
            list(path + ".shortlist", node.get("shortlist"));
            node.get("shortlist").forEach(number -> shortlist.add(number.asText()));
        }
        if (decision.asText().equals("changed") && shortlist.isEmpty()) {
            throw new ScriptProblem(
                    path + ".shortlist", found(node.get("shortlist")), "the numbers that advance instead");
        }
        return new ScriptApproval(
                seconds(path + ".after_secs", node.get("after_secs"), Duration.ZERO),
                decision.asText(),
                text(path + ".by", node.get("by")),
                List.copyOf(shortlist));
    }

    private static Duration seconds(String path, JsonNode node, Duration fallback) {
        if (absent(node)) {
            return fallback;
        }
        if (!node.isNumber() || node.doubleValue() < 0) {
            throw new ScriptProblem(path, node.toString(), "mission seconds, 0 or more");
        }
        return Duration.ofMillis(Math.round(node.doubleValue() * 1000));
    }

    private static String text(String path, JsonNode node) {
        if (absent(node)) {
            return null;
        }
        if (!node.isTextual()) {
            throw new ScriptProblem(path, node.toString(), "a text");
        }
        return node.textValue();
    }

    private static void object(String path, JsonNode node) {
        if (!node.isObject()) {
            throw new ScriptProblem(path, found(node), "a map");
        }
    }

    private static void list(String path, JsonNode node) {
        if (!node.isArray()) {
            throw new ScriptProblem(path, found(node), "a list");
        }
    }

    private static void keys(String path, JsonNode node, Set<String> allowed) {
        object(path, node);
        node.fieldNames().forEachRemaining(key -> {
            if (!allowed.contains(key)) {
                throw new ScriptProblem(
                        path.equals("script") ? key : path + "." + key,
                        found(node.get(key)),
                        "one of the keys " + String.join(", ", new TreeSet<>(allowed)));
            }
        });
    }

    private static String found(JsonNode node) {
        return absent(node) ? "nothing" : node.toString();
    }

    private static boolean absent(JsonNode node) {
        return node == null || node.isNull();
    }
}
