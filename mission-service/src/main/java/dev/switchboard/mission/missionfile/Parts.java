package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.domain.Deadline;
import dev.switchboard.mission.domain.Durations;
import dev.switchboard.mission.domain.Handle;
import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.MissionClass;
import dev.switchboard.mission.domain.strategy.Terms;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.StreamSupport;

/** The typed parts of a document that is known to be valid. */
final class Parts {

    private static final Set<String> EVERY_DAY =
            new LinkedHashSet<>(List.of("mon", "tue", "wed", "thu", "fri", "sat", "sun"));

    private static final ObjectMapper PLAIN = new ObjectMapper();

    private Parts() {}

    static MissionFile file(ObjectNode document, List<Target> targets) {
        MissionClass missionClass = ClassRules.classOf(document)
                .orElseThrow(() -> new IllegalArgumentException("no class: " + document.path("class")));
        String name = document.path("name").asText();
        return new MissionFile(
                name,
                Handle.of(name),
                missionClass,
                document.path("request").asText(),
                document.path("instructions").asText(),
                text(document, "account").orElse("default"),
                text(document, "from"),
                targets,
                text(document, "recipients").flatMap(Recipients::of).orElse(Recipients.SERVICE),
                retry(document.path("retry")),
                window(document.path("calling_window")),
                Optional.of(document.path("voicemail")).filter(value -> !value.isMissingNode()),
                reach(document),
                Targets.variables(document.path("variables")),
                limits(document.path("limits")),
                terms(missionClass, document),
                document);
    }

    static Terms terms(MissionClass missionClass, ObjectNode document) {
        ObjectNode ownWords = PLAIN.createObjectNode();
        ownWords.setAll(document);
        ownWords.remove("targets");
        return new Terms(missionClass, PLAIN.convertValue(ownWords, new TypeReference<>() {}));
    }

    /** Who speaks in a stage, and what is extracted. */
    static Cast cast(ObjectNode document, Stage stage) {
        JsonNode at = document.at(stage.at());
        return new Cast(assistant(at.path("assistant")), insight(at.path("insight")));
    }

    private static AssistantChoice assistant(JsonNode assistant) {
        return assistant instanceof ObjectNode fields
                ? new AssistantChoice.InlineAssistant(fields.path("name").asText(), fields)
                : new AssistantChoice.ExistingAssistant(assistant.asText());
    }

    private static Optional<InsightChoice> insight(JsonNode insight) {
        if (insight.path("json_schema") instanceof ObjectNode schema) {
            return Optional.of(new InsightChoice.InlineInsight(
                    insight.path("name").asText(), insight.path("instructions").asText(), schema));
        }
        return Optional.ofNullable(insight.textValue()).map(InsightChoice.ExistingInsight::new);
    }

    private static Map<String, RetryCell> retry(JsonNode retry) {
        Map<String, RetryCell> cells = new LinkedHashMap<>();
        retry.properties()
                .forEach(cell -> cells.put(
                        cell.getKey(),
                        new RetryCell(
                                Optional.of(cell.getValue().path("max"))
                                        .filter(JsonNode::isNumber)
                                        .map(JsonNode::asInt),
                                after(cell.getValue().path("after")))));
        return cells;
    }

    private static List<String> after(JsonNode after) {
        return after.isTextual() ? Durations.parts(after.asText()) : texts(after);
    }

    private static Optional<Window> window(JsonNode window) {
        if (!window.isObject()) {
            return Optional.empty();
        }
        return Optional.of(new Window(
                window.has("days") ? new LinkedHashSet<>(texts(window.path("days"))) : EVERY_DAY,
                window.path("from").asText(),
                window.path("to").asText(),
                text(window, "timezone").orElse("recipient")));
    }

    private static Reach reach(JsonNode document) {
        return new Reach(
                text(document, "channel").orElse(Reach.PHONE_CALL), text(document, "text"), text(document, "place_by"));
    }

    static Optional<MemoryWish> memory(JsonNode memory) {
        if (!memory.isObject()) {
            return Optional.empty();
        }
        JsonNode insights = memory.path("insights");
        return Optional.of(new MemoryWish(
                number(memory, "conversations").map(JsonNode::asInt),
                insights.asBoolean(false),
                insights.isArray() ? texts(insights) : List.of()));
    }

    private static Limits limits(JsonNode limits) {
        return new Limits(
                number(limits, "concurrent_calls").map(JsonNode::asInt),
                number(limits, "calls_per_second").map(JsonNode::asDouble),
                number(limits, "budget_usd").map(JsonNode::asDouble),
                text(limits, "deadline").map(Deadline::new));
    }

    private static Optional<String> text(JsonNode parent, String key) {
        return Optional.ofNullable(parent.path(key).textValue());
    }

    private static Optional<JsonNode> number(JsonNode parent, String key) {
        return Optional.of(parent.path(key)).filter(JsonNode::isNumber);
    }

    private static List<String> texts(JsonNode list) {
        return StreamSupport.stream(list.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
