package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.chat.KnownMessages;
import dev.switchboard.simulator.chat.People;
import dev.switchboard.simulator.chat.SlackPeople;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import java.io.IOException;
import java.time.Instant;
import java.util.Locale;
import java.util.Optional;

/** The part of Slack's Web API that approvals and results use. Errors are 200 with {@code ok: false}, as Slack's. */
final class SlackApi implements ApiServer.Family {

    private final Account account;
    private final Turns turns;
    private final Ids ids;
    private final People people;
    private final SlackPeople slackPeople;
    private long count;

    SlackApi(Account account, Turns turns, Ids ids, People people, SlackPeople slackPeople) {
        this.account = account;
        this.turns = turns;
        this.ids = ids;
        this.people = people;
        this.slackPeople = slackPeople;
        this.count = account.chatMessages.all().size();
    }

    @Override
    public void register(Routes routes) {
        routes.post("/slack/api/chat.postMessage", asked -> withToken(asked, this::post));
        routes.post("/slack/api/chat.update", asked -> withToken(asked, this::update));
        routes.post("/slack/api/chat.postEphemeral", asked -> withToken(asked, this::postEphemeral));
        routes.post("/slack/api/views.open", asked -> withToken(asked, this::openView));
        routes.post(
                "/slack/api/auth.test",
                asked -> withToken(
                        asked,
                        body -> Answer.ok(Json.object()
                                .put("ok", true)
                                .put("team_id", "T0SIMULATOR")
                                .put("user_id", "U0SWITCHBOARD"))));
    }

    /** A route that has read its token. */
    @FunctionalInterface
    private interface WithBody {
        Answer answer(ObjectNode body);
    }

    private static Answer withToken(Asked asked, WithBody route) {
        ObjectNode body = asked.formOrJson();
        boolean hasToken = asked.header("authorization")
                        .filter(header -> header.startsWith("Bearer ") && header.length() > 7)
                        .isPresent()
                || body.hasNonNull("token");
        return hasToken ? route.answer(body) : error("not_authed");
    }

    private static Answer error(String word) {
        return Answer.ok(Json.object().put("ok", false).put("error", word));
    }

    private Answer post(ObjectNode body) {
        String channel = body.path("channel").asText("");
        if (channel.isBlank()) {
            return error("channel_not_found");
        }
        if (!body.hasNonNull("text") && !body.hasNonNull("blocks") && !body.hasNonNull("attachments")) {
            return error("no_text");
        }
        Instant now = turns.now();
        String ts = String.format("%d.%06d", now.getEpochSecond(), ++count);
        ObjectNode record = record(channel, body, now).put("ts", ts);
        account.chatMessages.put(key(channel, ts), "slack", record);
        people.see(SlackPeople.shown(key(channel, ts), record), now);
        return posted(channel, ts, body);
    }

    private static String key(String channel, String ts) {
        return KnownMessages.slack(channel, ts);
    }

    private static ObjectNode record(String channel, ObjectNode body, Instant now) {
        ObjectNode record = Json.object()
                .put("via", "slack")
                .put("channel", channel)
                .put("text", body.path("text").asText(""))
                .put("at", now.toString());
        JsonNode blocks = blocks(body);
        if (blocks != null) {
            record.set("blocks", blocks);
        }
        record.set("raw", body);
        return record;
    }

    /** Blocks may come as JSON or, in a form, as its text. */
    private static JsonNode blocks(ObjectNode body) {
        JsonNode blocks = body.get("blocks");
        if (blocks == null || !blocks.isTextual()) {
            return blocks;
        }
        try {
            return Json.MAPPER.readTree(blocks.asText());
        } catch (IOException e) {
            return blocks;
        }
    }

    private static Answer posted(String channel, String ts, ObjectNode body) {
        ObjectNode answer =
                Json.object().put("ok", true).put("channel", channel).put("ts", ts);
        ObjectNode message = answer.putObject("message")
                .put("type", "message")
                .put("bot_id", "B0SWITCHBOARD")
                .put("user", "U0SWITCHBOARD")
                .put("text", body.path("text").asText(""))
                .put("ts", ts);
        Json.putIfPresent(message, "blocks", blocks(body));
        return Answer.ok(answer);
    }

    private Answer update(ObjectNode body) {
        String channel = body.path("channel").asText("");
        String ts = body.path("ts").asText("");
        ObjectNode record = account.chatMessages.find(key(channel, ts)).orElse(null);
        if (record == null) {
            return error("message_not_found");
        }
        ObjectNode changed = record(channel, body, turns.now());
        record.withArray("/earlier").add(record.path("text").asText());
        changed.set("earlier", record.get("earlier"));
        changed.put("ts", ts)
                .put("at", record.path("at").asText())
                .put("updated_at", turns.now().toString());
        account.chatMessages.put(key(channel, ts), "slack", changed);
        people.see(SlackPeople.shown(key(channel, ts), changed), turns.now());
        return Answer.ok(Json.object()
                .put("ok", true)
                .put("channel", channel)
                .put("ts", ts)
                .put("text", body.path("text").asText("")));
    }

    /** Seen by one person, and not kept by Slack; here it is, to be looked at. */
    private Answer postEphemeral(ObjectNode body) {
        String channel = body.path("channel").asText("");
        if (channel.isBlank()) {
            return error("channel_not_found");
        }
        if (!body.hasNonNull("user")) {
            return error("user_not_in_channel");
        }
        if (!body.hasNonNull("text") && !body.hasNonNull("blocks")) {
            return error("no_text");
        }
        Instant now = turns.now();
        String ts = String.format("%d.%06d", now.getEpochSecond(), ++count);
        ObjectNode record =
                record(channel, body, now).put("only_for", body.path("user").asText());
        account.chatMessages.put("slack|ephemeral|" + ts, "slack", record);
        return Answer.ok(Json.object().put("ok", true).put("message_ts", ts));
    }

    private Answer openView(ObjectNode body) {
        String trigger = body.path("trigger_id").asText("");
        Optional<String> refusal = slackPeople.refusal(trigger);
        if (refusal.isPresent()) {
            return error(refusal.get());
        }
        if (!body.path("view").isObject()) {
            return error("invalid_arguments");
        }
        String id = "V" + ids.uuid().substring(0, 8).toUpperCase(Locale.ROOT);
        ObjectNode record = Json.object()
                .put("via", "slack")
                .put("view_id", id)
                .put("at", turns.now().toString());
        record.set("view", body.path("view"));
        record.set("raw", body);
        account.chatMessages.put("slack|view|" + id, "slack", record);
        ObjectNode answer = Json.object().put("ok", true);
        ObjectNode view = answer.putObject("view");
        view.setAll((ObjectNode) body.get("view"));
        view.put("id", id);
        slackPeople.opened(trigger, view, turns.now());
        return Answer.ok(answer);
    }
}
