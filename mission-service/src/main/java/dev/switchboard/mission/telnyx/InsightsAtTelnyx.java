package dev.switchboard.mission.telnyx;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightSource;
import dev.switchboard.mission.application.InsightReports;
import dev.switchboard.mission.application.Insights;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;

/** Insight templates and groups (contract, section 3). Ids are {@code id}; older answers spell them out (section 9). */
@ApplicationScoped
class InsightsAtTelnyx implements Insights {

    private static final String TEMPLATES = "/ai/conversations/insights";
    private static final String GROUPS = "/ai/conversations/insight-groups";
    private static final String INSIGHTS = "insights";
    private static final String NAME = "name";
    private static final String WEBHOOK = "webhook";
    private static final String SCHEMA = "json_schema";
    /** Less than the 100 that Telnyx refuses. */
    private static final int PAGE = 99;

    private final Answers answers;
    private final InsightReports reports;

    InsightsAtTelnyx(Answers answers, InsightReports reports) {
        this.answers = answers;
        this.reports = reports;
    }

    @Override
    public Uni<Optional<String>> equalTo(String account, Template wanted) {
        return answers.all(account, TEMPLATES, PAGE)
                .map(all -> all.stream()
                        .filter(existing -> says(existing, wanted))
                        .map(InsightsAtTelnyx::templateId)
                        .findFirst());
    }

    private static boolean says(JsonNode existing, Template wanted) {
        return existing.path(NAME).asText().equals(wanted.name())
                && existing.path("instructions").asText().equals(wanted.instructions())
                && wanted.jsonSchema()
                        .map(schema -> Likeness.has(schema(existing), schema) && Likeness.has(schema, schema(existing)))
                        .orElse(schema(existing).isMissingNode());
    }

    /** An object, or the same as text; missing for a summary. */
    private static JsonNode schema(JsonNode template) {
        JsonNode schema = template.path(SCHEMA);
        if (schema.isTextual()) {
            return parsed(schema.textValue());
        }
        return schema.isObject() && !schema.isEmpty() ? schema : MissingNode.getInstance();
    }

    private static JsonNode parsed(String text) {
        try {
            JsonNode schema = EventJson.mapper().readTree(text);
            return schema.isObject() && !schema.isEmpty() ? schema : MissingNode.getInstance();
        } catch (JsonProcessingException e) {
            return MissingNode.getInstance();
        }
    }

    @Override
    public Uni<Optional<String>> nameOf(String account, String templateId) {
        return answers.find(account, TEMPLATES + "/" + templateId)
                .map(found ->
                        found.map(template -> template.path("data").path(NAME).asText("Insight")));
    }

    @Override
    public Uni<String> create(String account, Template wanted) {
        ObjectNode template = JsonNodeFactory.instance
                .objectNode()
                .put(NAME, wanted.name())
                .put("instructions", wanted.instructions());
        wanted.jsonSchema().ifPresent(schema -> template.set(SCHEMA, schema));
        return answers.post(account, TEMPLATES, template).map(created -> templateId(created.path("data")));
    }

    @Override
    public Uni<Optional<String>> groupWith(String account, String name, String structuredId, String summaryId) {
        Set<String> both = Set.of(structuredId, summaryId);
        return answers.all(account, GROUPS, PAGE)
                .map(all -> all.stream()
                        .filter(this::reportsWhereItShould)
                        .filter(group -> members(group).equals(both))
                        .findFirst()
                        .map(InsightsAtTelnyx::groupId));
    }

    private boolean reportsWhereItShould(JsonNode group) {
        return reports.webhook()
                .map(url -> group.path(WEBHOOK).asText().equals(url))
                .orElse(true);
    }

    @Override
    public Uni<String> completeGroup(
            String account, Optional<String> existing, String name, String structuredId, String summaryId) {
        if (existing.isPresent()) {
            return Uni.createFrom().item(existing.get());
        }
        return unfinished(account, name, Set.of(structuredId, summaryId))
                .chain(found ->
                        found.map(group -> Uni.createFrom().item(group)).orElseGet(() -> createGroup(account, name)))
                .call(group -> assign(account, group, List.of(structuredId, summaryId)))
                .map(InsightsAtTelnyx::groupId);
    }

    /** A group of ours that was made but lacks insights: we were interrupted. */
    private Uni<Optional<JsonNode>> unfinished(String account, String name, Set<String> both) {
        return answers.all(account, GROUPS, PAGE)
                .map(all -> all.stream()
                        .filter(this::reportsWhereItShould)
                        .filter(group -> group.path(NAME).asText().equals(name) && both.containsAll(members(group)))
                        .findFirst());
    }

    private Uni<JsonNode> createGroup(String account, String name) {
        ObjectNode group = JsonNodeFactory.instance.objectNode().put(NAME, name);
        reports.webhook().ifPresent(url -> group.put(WEBHOOK, url));
        return answers.post(account, GROUPS, group).map(created -> created.path("data"));
    }

    private Uni<Void> assign(String account, JsonNode group, List<String> insights) {
        Set<String> there = members(group);
        return Multi.createFrom()
                .iterable(insights)
                .filter(insight -> !there.contains(insight))
                .onItem()
                .transformToUniAndConcatenate(insight ->
                        answers.post(account, GROUPS + "/" + groupId(group) + "/insights/" + insight + "/assign"))
                .collect()
                .last()
                .replaceWithVoid();
    }

    @Override
    public Uni<Optional<InsightSource>> sourceOf(String account, String groupId) {
        return answers.find(account, GROUPS + "/" + groupId).map(found -> found.flatMap(InsightsAtTelnyx::source));
    }

    private static Optional<InsightSource> source(JsonNode answer) {
        JsonNode group = answer.path("data");
        Optional<String> structured = templates(group)
                .filter(template -> !schema(template).isMissingNode())
                .map(InsightsAtTelnyx::templateId)
                .findFirst();
        Optional<String> summary = templates(group)
                .filter(template -> schema(template).isMissingNode())
                .map(InsightsAtTelnyx::templateId)
                .findFirst();
        return structured.map(id -> new InsightSource(groupId(group), id, summary));
    }

    private static Stream<JsonNode> templates(JsonNode group) {
        return StreamSupport.stream(group.path(INSIGHTS).spliterator(), false);
    }

    private static Set<String> members(JsonNode group) {
        Set<String> members = new HashSet<>();
        templates(group).map(InsightsAtTelnyx::templateId).forEach(members::add);
        return members;
    }

    private static String templateId(JsonNode template) {
        return template.path("id").asText(template.path("insight_id").asText());
    }

    private static String groupId(JsonNode group) {
        return group.path("id").asText(group.path("group_id").asText());
    }
}
