package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.List;

/** {@code /ai/conversations/insights} and {@code /insight-groups} (contract, section 3). */
final class InsightsApi implements ApiServer.Family {

    private static final String INSIGHTS = "/ai/conversations/insights";
    private static final String INSIGHT = INSIGHTS + "/{insight_id}";
    private static final String GROUPS = "/ai/conversations/insight-groups";
    private static final String GROUP = GROUPS + "/{group_id}";
    private static final String MEMBERS = "insight_ids";
    private static final int PAGE = 20;
    private static final int LARGEST = 99;

    private final Account account;
    private final Turns turns;
    private final Ids ids;

    InsightsApi(Account account, Turns turns, Ids ids) {
        this.account = account;
        this.turns = turns;
        this.ids = ids;
    }

    @Override
    public void register(Routes routes) {
        routes.get(
                INSIGHTS,
                asked -> Page.of(asked, PAGE, LARGEST).of(MissionsApi.newestFirst(account.insights.all()), doc -> doc));
        routes.post(INSIGHTS, this::createInsight);
        routes.get(INSIGHT, asked -> Answer.data(insight(asked)));
        routes.put(INSIGHT, this::updateInsight);
        routes.delete(INSIGHT, this::removeInsight);
        routes.get(
                GROUPS,
                asked -> Page.of(asked, PAGE, LARGEST)
                        .of(MissionsApi.newestFirst(account.insightGroups.all()), this::view));
        routes.post(GROUPS, this::createGroup);
        routes.get(GROUP, asked -> Answer.data(view(group(asked))));
        routes.put(GROUP, this::updateGroup);
        routes.delete(GROUP, this::removeGroup);
        routes.post(GROUP + "/insights/{insight_id}/assign", this::assign);
        routes.delete(GROUP + "/insights/{insight_id}/unassign", this::unassign);
    }

    private ObjectNode insight(Asked asked) {
        return account.insights.find(asked.path("insight_id")).orElseThrow(() -> Problems.notFound("insight"));
    }

    private ObjectNode group(Asked asked) {
        return account.insightGroups.find(asked.path("group_id")).orElseThrow(() -> Problems.notFound("insight group"));
    }

    private static void copy(JsonNode from, ObjectNode to, List<String> fields) {
        fields.forEach(field -> Json.putIfPresent(to, field, from.get(field)));
    }

    private static void checkSchema(Fields fields, ObjectNode body) {
        JsonNode schema = body.get("json_schema");
        if (schema != null && !schema.isNull() && !schema.isObject() && !schema.isTextual()) {
            fields.find("string_type", "Input should be a valid string or dictionary", "json_schema");
        }
    }

    private Answer createInsight(Asked asked) {
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.required("name");
        fields.required("instructions");
        fields.optional("webhook");
        checkSchema(fields, body);
        fields.check();
        String id = ids.uuid();
        ObjectNode insight = Json.object()
                .put("id", id)
                .put("insight_type", "custom")
                .put("webhook", "")
                .put("created_at", turns.now().toString());
        copy(body, insight, List.of("name", "instructions", "json_schema", "webhook"));
        return Answer.data(account.insights.put(id, insight));
    }

    private Answer updateInsight(Asked asked) {
        ObjectNode insight = insight(asked);
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        fields.optional("name");
        fields.optional("instructions");
        fields.optional("webhook");
        checkSchema(fields, body);
        fields.check();
        copy(body, insight, List.of("name", "instructions", "json_schema", "webhook"));
        account.insights.touch(asked.path("insight_id"));
        return Answer.data(insight);
    }

    private Answer removeInsight(Asked asked) {
        String id = insight(asked).path("id").asText();
        account.insightGroups.all().forEach(group -> drop(group, id));
        account.insights.remove(id);
        return Answer.empty(200);
    }

    private Answer createGroup(Asked asked) {
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.required("name");
        fields.optional("description");
        fields.optional("webhook");
        fields.check();
        String id = ids.uuid();
        ObjectNode group = Json.object()
                .put("id", id)
                .put("description", "")
                .put("webhook", "")
                .put("created_at", turns.now().toString());
        copy(body, group, List.of("name", "description", "webhook"));
        group.putArray(MEMBERS);
        return Answer.data(view(account.insightGroups.put(id, group)));
    }

    private Answer updateGroup(Asked asked) {
        ObjectNode group = group(asked);
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        fields.optional("name");
        fields.optional("description");
        fields.optional("webhook");
        fields.check();
        copy(body, group, List.of("name", "description", "webhook"));
        account.insightGroups.touch(asked.path("group_id"));
        return Answer.data(view(group));
    }

    private Answer removeGroup(Asked asked) {
        account.insightGroups.remove(group(asked).path("id").asText());
        return Answer.empty(200);
    }

    private Answer assign(Asked asked) {
        ObjectNode group = group(asked);
        String id = insight(asked).path("id").asText();
        drop(group, id);
        group.withArray(MEMBERS).add(id);
        account.insightGroups.touch(asked.path("group_id"));
        return Answer.empty(200);
    }

    private Answer unassign(Asked asked) {
        drop(group(asked), asked.path("insight_id"));
        return Answer.empty(200);
    }

    private void drop(ObjectNode group, String insightId) {
        ArrayNode left = Json.array();
        group.path(MEMBERS).forEach(id -> {
            if (!id.asText().equals(insightId)) {
                left.add(id);
            }
        });
        if (left.size() < group.path(MEMBERS).size()) {
            group.set(MEMBERS, left);
            account.insightGroups.touch(group.path("id").asText());
        }
    }

    private ObjectNode view(ObjectNode group) {
        ObjectNode view = group.deepCopy();
        view.remove(MEMBERS);
        ArrayNode insights = view.putArray("insights");
        group.path(MEMBERS).forEach(id -> account.insights.find(id.asText()).ifPresent(insights::add));
        return view;
    }
}
