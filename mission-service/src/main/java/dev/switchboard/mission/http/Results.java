package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.Price;
import dev.switchboard.mission.application.reading.MissionOverview;
import dev.switchboard.mission.application.reading.Overviews;
import dev.switchboard.mission.application.reading.RunOverview;
import dev.switchboard.mission.application.reading.TargetOverview;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Function;
import java.util.function.IntFunction;
import java.util.function.ToIntFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Results as the mission file's format has them, written page by page: a run may have 100,000 targets. */
@ApplicationScoped
class Results {

    private static final int PAGE = 500;

    private static final List<String> COLUMNS = List.of(
            "rank",
            "name",
            "phone",
            "status",
            "attempts",
            "last_outcome",
            "reason",
            "rank_reason",
            "round",
            "conversation_id",
            "summary",
            "cost_usd");

    private final Overviews overviews;

    Results(Overviews overviews) {
        this.overviews = overviews;
    }

    // JSON.

    Multi<byte[]> json(RunOverview run) {
        UUID id = run.runId();
        return Multi.createBy()
                .concatenating()
                .streams(
                        one(head(run)),
                        items(
                                pages(after -> overviews.recommended(id, after, PAGE), Results::rank),
                                Results::recommended),
                        one(bytes("],\"targets\":[")),
                        items(targets(id), Results::target),
                        tail(run));
    }

    private static Multi<byte[]> one(byte[] bytes) {
        return Multi.createFrom().item(bytes);
    }

    private static byte[] head(RunOverview run) {
        ObjectNode head = object().put("mission_id", run.missionId().toString())
                .put("run_id", run.runId().toString())
                .put("name", run.name())
                .put("class", run.missionClass())
                .put("status", run.status())
                .put("summary", run.summary().orElse(null));
        run.reason().ifPresent(reason -> head.put("reason", reason));
        String json = EventJson.write(head);
        return bytes(json.substring(0, json.length() - 1) + ",\"recommended\":[");
    }

    private static int rank(TargetOverview target) {
        return target.rank().orElseThrow();
    }

    private static ObjectNode recommended(TargetOverview target) {
        ObjectNode item = object();
        target.rank().ifPresent(rank -> item.put("rank", rank));
        item.put("name", target.name()).put("phone", target.phone());
        item.set("insight", EventJson.mapper().valueToTree(target.insight()));
        target.rankReason().ifPresent(reason -> item.put("reason", reason));
        return item;
    }

    /** The items of a JSON array. */
    private static Multi<byte[]> items(Multi<List<TargetOverview>> pages, Function<TargetOverview, ObjectNode> item) {
        AtomicBoolean first = new AtomicBoolean(true);
        return pages.map(page -> page.stream().map(item).map(EventJson::write).collect(Collectors.joining(",")))
                .map(page -> bytes(first.getAndSet(false) ? page : "," + page));
    }

    private static ObjectNode target(TargetOverview target) {
        ObjectNode item = object().put("name", target.name())
                .put("phone", target.phone())
                .put("status", target.status())
                .put("attempts", target.attempts());
        target.lastOutcome().ifPresent(outcome -> item.put("last_outcome", outcome));
        target.reason().or(target::rankReason).ifPresent(reason -> item.put("reason", reason));
        item.set("insight", EventJson.mapper().valueToTree(target.insight()));
        target.insightStatus().ifPresent(status -> item.put("insight_status", status));
        if (!target.insightErrors().isEmpty()) {
            item.set("insight_errors", EventJson.mapper().valueToTree(target.insightErrors()));
        }
        item.put("summary", target.summary().orElse(null));
        item.put("cost_usd", target.costUsd());
        item.put("conversation_id", target.conversationId().orElse(null));
        item.set("variables", EventJson.mapper().valueToTree(target.variables()));
        target.rank().ifPresent(rank -> item.put("rank", rank));
        target.rankReason().ifPresent(reason -> item.put("rank_reason", reason));
        item.put("round", target.round().orElse(null));
        if (!target.rounds().isEmpty()) {
            item.set("rounds", EventJson.mapper().valueToTree(target.rounds()));
        }
        return item;
    }

    private Multi<byte[]> tail(RunOverview run) {
        return overviews.cost(run.runId()).map(cost -> tail(run, cost)).toMulti();
    }

    private static byte[] tail(RunOverview run, BigDecimal cost) {
        ObjectNode tail = object();
        ArrayNode steps = tail.putArray("steps");
        run.steps()
                .forEach(step -> steps.addObject().put("step_id", step.stepId()).put("status", step.status()));
        tail.set("counts", EventJson.mapper().valueToTree(run.counts()));
        tail.put("cost_usd", Price.shown(cost));
        each(cost, run.counts().calls()).ifPresent(usd -> tail.put("cost_per_call_usd", usd));
        each(cost, run.counts().succeeded()).ifPresent(usd -> tail.put("cost_per_result_usd", usd));
        return bytes("]," + EventJson.write(tail).substring(1) + "\n");
    }

    private static Optional<BigDecimal> each(BigDecimal cost, int many) {
        return many == 0
                ? Optional.empty()
                : Optional.of(cost.divide(BigDecimal.valueOf(many), 2, RoundingMode.HALF_UP));
    }

    // CSV.

    /** One line per target; the insight's properties and the call's variables follow in columns of their own. */
    Multi<byte[]> csv(RunOverview run) {
        return overviews
                .mission(run.account(), run.missionId())
                .map(mission -> insightColumns(mission.flatMap(MissionOverview::document)))
                .onItem()
                .transformToMulti(columns -> csv(run.runId(), columns));
    }

    private Multi<byte[]> csv(UUID runId, List<String> insightColumns) {
        String header = Stream.concat(COLUMNS.stream(), insightColumns.stream().map(name -> "insight." + name))
                .map(Results::quoted)
                .collect(Collectors.joining(","));
        Multi<byte[]> lines = targets(runId)
                .map(page -> page.stream()
                        .map(target -> line(target, insightColumns))
                        .collect(Collectors.joining()))
                .map(Results::bytes);
        return Multi.createBy()
                .concatenating()
                .streams(Multi.createFrom().item(bytes(header + ",variables\r\n")), lines);
    }

    /** Of every stage. */
    private static List<String> insightColumns(Optional<JsonNode> document) {
        Set<String> names = new LinkedHashSet<>();
        document.map(file -> file.findValues("insight")).orElseGet(List::of).stream()
                .map(insight -> insight.path("json_schema").path("properties"))
                .forEach(properties -> properties.fieldNames().forEachRemaining(names::add));
        return List.copyOf(names);
    }

    private static String line(TargetOverview target, List<String> insightColumns) {
        ObjectNode insight = EventJson.mapper().valueToTree(target.insight());
        Stream<String> own = Stream.of(
                target.rank().map(Object::toString).orElse(""),
                target.name(),
                target.phone(),
                target.status(),
                Integer.toString(target.attempts()),
                target.lastOutcome().orElse(""),
                target.reason().or(target::rankReason).orElse(""),
                target.rankReason().orElse(""),
                target.round().orElse(""),
                target.conversationId().orElse(""),
                target.summary().orElse(""),
                target.costUsd().toPlainString());
        Stream<String> extracted = insightColumns.stream().map(name -> text(insight.path(name)));
        Stream<String> variables = Stream.of(EventJson.write(target.variables()));
        return Stream.of(own, extracted, variables)
                        .flatMap(values -> values)
                        .map(Results::quoted)
                        .collect(Collectors.joining(","))
                + "\r\n";
    }

    private static String text(JsonNode value) {
        return value.isContainerNode() ? value.toString() : value.asText("");
    }

    /** RFC 4180. */
    private static String quoted(String value) {
        boolean plain = value.chars().noneMatch(c -> c == ',' || c == '"' || c == '\n' || c == '\r');
        return plain ? value : '"' + value.replace("\"", "\"\"") + '"';
    }

    // Both.

    private Multi<List<TargetOverview>> targets(UUID runId) {
        return pages(after -> overviews.targets(runId, Optional.empty(), after, PAGE), TargetOverview::position);
    }

    /** @param key what the page after a target begins behind */
    private static Multi<List<TargetOverview>> pages(
            IntFunction<Uni<List<TargetOverview>>> after, ToIntFunction<TargetOverview> key) {
        return Multi.createBy()
                .repeating()
                .uni(AtomicInteger::new, cursor -> after.apply(cursor.get()).invoke(page -> advance(cursor, page, key)))
                .whilst(page -> page.size() == PAGE)
                .filter(page -> !page.isEmpty());
    }

    private static void advance(AtomicInteger cursor, List<TargetOverview> page, ToIntFunction<TargetOverview> key) {
        if (!page.isEmpty()) {
            cursor.set(key.applyAsInt(page.get(page.size() - 1)));
        }
    }

    private static ObjectNode object() {
        return JsonNodeFactory.instance.objectNode();
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }
}
