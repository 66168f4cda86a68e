package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.call.Ledger;
import dev.switchboard.simulator.chat.ChannelAddresses;
import dev.switchboard.simulator.chat.People;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Script;
import dev.switchboard.simulator.script.ScriptFile;
import dev.switchboard.simulator.script.ScriptProblem;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Turns;
import dev.switchboard.simulator.webhook.Timeline;
import dev.switchboard.simulator.webhook.Webhooks;
import java.util.List;
import java.util.function.Function;

/** What Telnyx does not have: the ledger, the script, the settings. Needs no key. */
final class SimApi implements ApiServer.Family {

    private static final List<String> SETTINGS =
            List.of("webhook_url", "failover_url", ChannelAddresses.SLACK_URL, ChannelAddresses.TELEGRAM_URL);

    private final Account account;
    private final Ledger ledger;
    private final CurrentScript script;
    private final Turns turns;
    private final Timeline timeline;
    private final Webhooks webhooks;
    private final RequestCounts counts;
    private final People people;
    private final String publicKey;
    private final double timeScale;

    SimApi(
            Account account,
            Ledger ledger,
            CurrentScript script,
            Turns turns,
            Timeline timeline,
            Webhooks webhooks,
            RequestCounts counts,
            People people,
            String publicKey,
            double timeScale) {
        this.account = account;
        this.ledger = ledger;
        this.script = script;
        this.turns = turns;
        this.timeline = timeline;
        this.webhooks = webhooks;
        this.counts = counts;
        this.people = people;
        this.publicKey = publicKey;
        this.timeScale = timeScale;
    }

    @Override
    public void register(Routes routes) {
        routes.get("/_sim/health", asked -> Answer.ok(health()));
        routes.get("/_sim/public-key", asked -> Answer.ok(Json.object().put("public_key", publicKey)));
        routes.get("/_sim/clock", asked -> Answer.ok(clock()));
        routes.get("/_sim/ledger", asked -> Answer.ok(ledger()));
        routes.get("/_sim/requests", asked -> Answer.ok(counts.view()));
        routes.get("/_sim/timeline", asked -> Answer.ok(timeline()));
        routes.get("/_sim/dropped", asked -> Answer.ok(webhooks.dropped()));
        routes.get("/_sim/messages", asked -> Answer.ok(messages()));
        routes.get("/_sim/approvals", asked -> Answer.ok(approvals()));
        routes.get("/_sim/config", asked -> Answer.ok(settings()));
        routes.put("/_sim/config", this::setSettings);
        routes.put("/_sim/script", asked -> change(asked, SimApi::scriptIn));
        routes.put("/_sim/faults", asked -> change(asked, this::withFaultsIn));
    }

    private ObjectNode health() {
        ObjectNode health = Json.object().put("status", "UP").put("active_calls", ledger.active());
        health.set("webhooks", webhooks.counts());
        return health;
    }

    private ObjectNode clock() {
        return Json.object().put("now", turns.now().toString()).put("time_scale", timeScale);
    }

    private ObjectNode ledger() {
        ObjectNode view = Json.object();
        ArrayNode calls = view.putArray("calls");
        ledger.calls().forEach(entry -> calls.add(call(entry)));
        view.put("peak_concurrent", ledger.peakConcurrent());
        view.putObject("refused")
                .put("concurrency", ledger.refusedConcurrency())
                .put("rate", ledger.refusedRate());
        return view.put("duplicates", ledger.duplicates());
    }

    private static ObjectNode call(Ledger.Entry entry) {
        ObjectNode call = Json.object()
                .put("to", entry.to)
                .put("from", entry.from)
                .put("attempt", entry.attempt)
                .put("accepted_at", entry.acceptedAt.toString())
                .put("started_at", entry.startedAt.toString())
                .put("ended_at", entry.endedAt == null ? null : entry.endedAt.toString())
                .put("outcome", entry.outcome)
                .put("assistant_id", entry.assistantId);
        call.set("variables", Json.texts(entry.variables));
        call.put("via", entry.via.word()).put("conversation_id", entry.conversationId);
        Json.putIfPresent(call, "attempt_id", entry.attemptId);
        Json.putIfPresent(call, "client_state", entry.clientState);
        return call;
    }

    private ArrayNode timeline() {
        ArrayNode view = Json.array();
        timeline.moments()
                .forEach(moment -> view.addObject()
                        .put("at_epoch_micros", moment.atEpochMicros())
                        .put("kind", moment.kind())
                        .put("what", moment.what())
                        .put("to", moment.to()));
        return view;
    }

    private ObjectNode messages() {
        ObjectNode view = Json.object();
        view.putArray("messages").addAll(account.chatMessages.all());
        view.putArray("texts").addAll(account.messages.all());
        return view;
    }

    private ObjectNode approvals() {
        ObjectNode view = Json.object();
        view.putArray("approvals").addAll(people.asked());
        return view;
    }

    private ObjectNode settings() {
        ObjectNode view = Json.object();
        SETTINGS.forEach(name -> view.put(name, Json.text(account.settings(), name)));
        return view;
    }

    private Answer setSettings(Asked asked) {
        ObjectNode body = asked.body();
        body.fieldNames().forEachRemaining(name -> {
            if (!SETTINGS.contains(name)) {
                throw Problems.badRequest(name + ": expected one of " + String.join(", ", SETTINGS), "/" + name);
            }
        });
        body.properties().forEach(field -> account.set(field.getKey(), field.getValue()));
        return Answer.ok(settings());
    }

    /** YAML or JSON, or YAML as the text of {@code {"yaml": …}}. */
    private static Script scriptIn(Asked asked) {
        String text = asked.text();
        if (text.isBlank()) {
            return Script.EMPTY;
        }
        if (text.stripLeading().startsWith("{")) {
            ObjectNode body = asked.optionalBody();
            return body.has("yaml") ? ScriptFile.parse(body.get("yaml").asText()) : ScriptFile.parse(body);
        }
        return ScriptFile.parse(text);
    }

    private Script withFaultsIn(Asked asked) {
        return script.get().with(ScriptFile.faults(asked.optionalBody()));
    }

    private Answer change(Asked asked, Function<Asked, Script> reader) {
        try {
            script.set(reader.apply(asked));
            return Answer.ok(Json.object().put("ok", true));
        } catch (ScriptProblem e) {
            throw Problems.badRequest(e.getMessage(), null);
        }
    }
}
