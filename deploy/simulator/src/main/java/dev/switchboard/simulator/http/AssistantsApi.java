package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.function.Predicate;

/** {@code /ai/assistants}: bare objects, 200 on creation, update by POST (contract, section 2). */
final class AssistantsApi implements ApiServer.Family {

    private static final String ONE = "/ai/assistants/{assistant_id}";
    private static final String VERSION = ONE + "/versions/{version_id}";
    private static final String CANARY = ONE + "/canary-deploys";
    private static final List<String> FEATURES = List.of("telephony", "messaging");
    private static final List<String> OBJECTS = List.of(
            "telephony_settings",
            "messaging_settings",
            "insight_settings",
            "privacy_settings",
            "voice_settings",
            "transcription",
            "interruption_settings",
            "dynamic_variables",
            "post_conversation_settings",
            "observability_settings",
            "widget_settings",
            "fallback_config",
            "external_llm",
            "conversation_flow");
    private static final List<String> TEXTS =
            List.of("model", "greeting", "description", "llm_api_key_ref", "dynamic_variables_webhook_url");
    /** A part of a request, not of an assistant. */
    private static final Set<String> NOT_KEPT = Set.of("promote_to_main");

    private static final Set<String> FIXED = Set.of("id", "created_at", "version_id", "version_created_at");

    private final Account account;
    private final Turns turns;
    private final Ids ids;

    AssistantsApi(Account account, Turns turns, Ids ids) {
        this.account = account;
        this.turns = turns;
        this.ids = ids;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/ai/assistants", this::list);
        routes.post("/ai/assistants", this::create);
        routes.get("/ai/assistants/tags", asked -> Answer.ok(tagsView(allTags())));
        routes.get(ONE, asked -> Answer.ok(assistant(asked)));
        routes.post(ONE, this::update);
        routes.patch(ONE, this::update);
        routes.delete(ONE, this::remove);
        routes.post(ONE + "/clone", this::copy);
        routes.post(ONE + "/tags", this::addTag);
        routes.delete(ONE + "/tags/{tag}", this::removeTag);
        routes.get(ONE + "/versions", this::versions);
        routes.get(VERSION, asked -> Answer.ok(version(asked)));
        routes.post(VERSION, this::updateVersion);
        routes.delete(VERSION, this::removeVersion);
        routes.post(VERSION + "/promote", this::promote);
        routes.get(CANARY, asked -> Answer.ok(canary(asked)));
        routes.post(CANARY, this::putCanary);
        routes.put(CANARY, this::putCanary);
        routes.delete(CANARY, this::removeCanary);
    }

    private ObjectNode assistant(Asked asked) {
        return account.assistants.find(asked.path("assistant_id")).orElseThrow(() -> Problems.notFound("assistant"));
    }

    private static String id(ObjectNode assistant) {
        return assistant.path("id").asText();
    }

    private Answer list(Asked asked) {
        Predicate<ObjectNode> named = asked.query("filter[name]")
                .<Predicate<ObjectNode>>map(
                        name -> doc -> doc.path("name").asText().equals(name))
                .orElse(doc -> true);
        ObjectNode body = Json.object();
        ArrayNode data = body.putArray("data");
        MissionsApi.newestFirst(account.assistants.all()).stream().filter(named).forEach(data::add);
        return Answer.ok(body);
    }

    private static void check(Fields fields) {
        TEXTS.forEach(fields::optional);
        OBJECTS.forEach(fields::object);
        fields.list("tools");
        fields.list("tool_ids");
        fields.list("mcp_servers");
        fields.list("integrations");
        fields.list("tags");
        ArrayNode features = fields.list("enabled_features");
        for (int i = 0; features != null && i < features.size(); i++) {
            if (!FEATURES.contains(features.get(i).asText())) {
                fields.find(
                        "enum", "Input should be 'telephony' or 'messaging'", "enabled_features", Integer.toString(i));
            }
        }
        Integer timeout = fields.integer("dynamic_variables_webhook_timeout_ms");
        if (timeout != null && (timeout < 1 || timeout > 10_000)) {
            fields.find("value_error", "Input should be from 1 to 10000", "dynamic_variables_webhook_timeout_ms");
        }
    }

    private Answer create(Asked asked) {
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.required("name");
        fields.required("instructions");
        check(fields);
        fields.check();
        return Answer.ok(add(body));
    }

    private ObjectNode add(ObjectNode given) {
        String now = turns.now().toString();
        ObjectNode assistant = defaults().put("id", ids.assistantId()).put("created_at", now);
        assistant
                .put("version_id", ids.uuid())
                .put("version_name", "New assistant")
                .put("version_created_at", now);
        merge(assistant, given);
        account.assistants.put(id(assistant), assistant);
        keepVersion(assistant);
        return assistant;
    }

    /** What is there although nobody gave it; clients may rely on none of the settings being null. */
    private ObjectNode defaults() {
        ObjectNode assistant = Json.object()
                .put("name", "")
                .put("model", "Qwen/Qwen3-235B-A22B")
                .put("instructions", "")
                .put("description", "")
                .put("greeting", "")
                .put("llm_api_key_ref", "")
                .put("dynamic_variables_webhook_url", "");
        assistant.putArray("tools");
        assistant.putArray("tags");
        assistant.putArray("enabled_features");
        assistant.putArray("related_mission_ids");
        assistant.putArray("mcp_servers");
        assistant.putArray("integrations");
        assistant.putObject("dynamic_variables");
        assistant.putObject("insight_settings");
        assistant.putObject("import_metadata");
        assistant.putObject("privacy_settings").put("data_retention", true);
        assistant
                .putObject("voice_settings")
                .put("voice", "Telnyx.KokoroTTS.af")
                .put("voice_speed", 1.0);
        assistant.putObject("transcription").put("model", "deepgram/flux").put("language", "en");
        assistant
                .putObject("telephony_settings")
                .put("default_texml_app_id", ids.numericId())
                .put("supports_unauthenticated_web_calls", false)
                .put("noise_suppression", "disabled")
                .put("time_limit_secs", 1800)
                .put("user_idle_reply_secs", 10);
        assistant
                .putObject("messaging_settings")
                .put("default_messaging_profile_id", ids.uuid())
                .put("delivery_status_webhook_url", "");
        return assistant;
    }

    /** Settings are merged field by field; a null changes nothing; maps and lists are replaced. */
    private static void merge(ObjectNode assistant, ObjectNode given) {
        given.properties().forEach(field -> {
            String name = field.getKey();
            if (field.getValue().isNull() || FIXED.contains(name) || NOT_KEPT.contains(name)) {
                return;
            }
            boolean settings = name.endsWith("_settings") || name.equals("transcription");
            if (settings && assistant.get(name) instanceof ObjectNode present) {
                field.getValue().properties().forEach(inner -> {
                    if (!inner.getValue().isNull()) {
                        present.set(inner.getKey(), inner.getValue());
                    }
                });
            } else {
                assistant.set(name, field.getValue());
            }
        });
    }

    private Answer update(Asked asked) {
        ObjectNode assistant = assistant(asked);
        ObjectNode body = asked.optionalBody();
        Fields fields = Fields.of(body);
        fields.optional("name");
        fields.optional("instructions");
        fields.optional("version_name");
        Boolean promote = fields.bool("promote_to_main");
        check(fields);
        fields.check();
        ObjectNode changed = promote == null || promote ? assistant : assistant.deepCopy();
        merge(changed, body);
        changed.put("version_id", ids.uuid())
                .put("version_created_at", turns.now().toString());
        keepVersion(changed);
        if (changed == assistant) {
            account.assistants.touch(id(assistant));
        }
        return Answer.ok(changed);
    }

    private Answer remove(Asked asked) {
        String id = id(assistant(asked));
        account.assistants.remove(id);
        account.assistantVersions.removeGroup(id);
        account.canaryDeploys.remove(id);
        return Answer.ok(Json.object().put("id", id).put("object", "assistant").put("deleted", true));
    }

    /** Telephony and messaging settings are not taken over. */
    private Answer copy(Asked asked) {
        ObjectNode given = assistant(asked).deepCopy();
        given.remove(List.of("telephony_settings", "messaging_settings", "related_mission_ids", "version_name"));
        return Answer.ok(add(given));
    }

    // tags

    private static ObjectNode tagsView(Collection<String> tags) {
        ObjectNode view = Json.object();
        view.set("tags", Json.texts(tags));
        return view;
    }

    private static Set<String> tags(ObjectNode assistant) {
        Set<String> tags = new LinkedHashSet<>();
        assistant.path("tags").forEach(tag -> tags.add(tag.asText()));
        return tags;
    }

    private Set<String> allTags() {
        Set<String> tags = new LinkedHashSet<>();
        account.assistants.all().forEach(assistant -> tags.addAll(tags(assistant)));
        return tags;
    }

    private Answer addTag(Asked asked) {
        ObjectNode assistant = assistant(asked);
        Fields fields = Fields.of(asked.body());
        String tag = fields.required("tag");
        fields.check();
        Set<String> tags = tags(assistant);
        tags.add(tag);
        return setTags(assistant, tags);
    }

    private Answer removeTag(Asked asked) {
        ObjectNode assistant = assistant(asked);
        Set<String> tags = tags(assistant);
        tags.remove(asked.path("tag"));
        return setTags(assistant, tags);
    }

    private Answer setTags(ObjectNode assistant, Set<String> tags) {
        assistant.set("tags", Json.texts(tags));
        account.assistants.touch(id(assistant));
        return Answer.ok(tagsView(tags));
    }

    // versions

    private void keepVersion(ObjectNode assistant) {
        account.assistantVersions.put(assistant.path("version_id").asText(), id(assistant), assistant.deepCopy());
    }

    private Answer versions(Asked asked) {
        ObjectNode body = Json.object();
        body.putArray("data").addAll(MissionsApi.newestFirst(account.assistantVersions.group(id(assistant(asked)))));
        return Answer.ok(body);
    }

    private ObjectNode version(Asked asked) {
        return account.assistantVersions
                .find(asked.path("version_id"), id(assistant(asked)))
                .orElseThrow(() -> Problems.notFound("version"));
    }

    private boolean isMain(ObjectNode version, Asked asked) {
        return version.path("version_id").equals(assistant(asked).path("version_id"));
    }

    private Answer updateVersion(Asked asked) {
        ObjectNode version = version(asked);
        if (isMain(version, asked)) {
            throw Problems.badRequest("The main version is updated through the assistant.", null);
        }
        merge(version, asked.optionalBody());
        account.assistantVersions.touch(asked.path("version_id"));
        return Answer.ok(version);
    }

    private Answer removeVersion(Asked asked) {
        if (isMain(version(asked), asked)) {
            throw Problems.badRequest("The main version cannot be deleted.", null);
        }
        account.assistantVersions.remove(asked.path("version_id"));
        return Answer.empty(204);
    }

    private Answer promote(Asked asked) {
        ObjectNode version = version(asked);
        account.assistants.put(id(version), version.deepCopy());
        account.canaryDeploys.remove(id(version));
        return Answer.ok(version);
    }

    // canary

    private ObjectNode canary(Asked asked) {
        return account.canaryDeploys.find(id(assistant(asked))).orElseThrow(() -> Problems.notFound("canary deploy"));
    }

    private Answer putCanary(Asked asked) {
        String id = id(assistant(asked));
        ObjectNode body = asked.body();
        Fields fields = Fields.of(body);
        fields.requiredObjects("rules");
        fields.check();
        String now = turns.now().toString();
        String created = account.canaryDeploys
                .find(id)
                .map(doc -> doc.path("created_at").asText())
                .orElse(now);
        ObjectNode canary =
                Json.object().put("assistant_id", id).put("created_at", created).put("updated_at", now);
        canary.set("rules", body.get("rules"));
        return Answer.ok(account.canaryDeploys.put(id, canary));
    }

    private Answer removeCanary(Asked asked) {
        canary(asked);
        account.canaryDeploys.remove(asked.path("assistant_id"));
        return Answer.empty(204);
    }
}
