package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Outcome;
import dev.switchboard.simulator.script.Play;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.time.Turns;
import dev.switchboard.simulator.webhook.Webhooks;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Makes the calls: accepted, ringing, answered, ended, each at its instant of mission time. Everything that happens to a
 * call happens here, and every step tells the ledger, the scheduled event, the conversation and the webhooks.
 */
public final class CallEngine {

    private static final String KIND = "call";
    /** Dials within this long of their acceptance count against the rate when they are accepted. */
    public static final Duration AT_ONCE = Duration.ofSeconds(5);

    private static final Duration DETECTION = Duration.ofSeconds(3);
    private static final Duration GREETING = Duration.ofSeconds(8);
    private static final Duration VOICEMAIL_STOPPED = Duration.ofSeconds(4);
    private static final Duration VOICEMAIL_MESSAGE = Duration.ofSeconds(15);
    private static final long DEFAULT_INITIALIZATION_LIMIT_MILLIS = 1_000;

    private final Account account;
    private final CurrentScript script;
    private final ScheduledEvents events;
    private final Conversations conversations;
    private final PhoneLines lines;
    private final Ledger ledger;
    private final DialRate rate;
    private final CallWebhooks callWebhooks;
    private final TexmlCallbacks texml;
    private final ConversationInsights insights;
    private final TextMessages texts;
    private final Webhooks webhooks;
    private final Timers timers;
    private final Turns turns;
    private final Ids ids;
    private final Journal journal;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    public CallEngine(
            Account account,
            CurrentScript script,
            ScheduledEvents events,
            Conversations conversations,
            PhoneLines lines,
            Ledger ledger,
            DialRate rate,
            CallWebhooks callWebhooks,
            TexmlCallbacks texml,
            ConversationInsights insights,
            TextMessages texts,
            Webhooks webhooks,
            Timers timers,
            Turns turns,
            Ids ids,
            Journal journal) {
        this.account = account;
        this.script = script;
        this.events = events;
        this.conversations = conversations;
        this.lines = lines;
        this.ledger = ledger;
        this.rate = rate;
        this.callWebhooks = callWebhooks;
        this.texml = texml;
        this.insights = insights;
        this.texts = texts;
        this.webhooks = webhooks;
        this.timers = timers;
        this.turns = turns;
        this.ids = ids;
        this.journal = journal;
    }

    /** Goes on where an earlier process ended: the mission clock stood still meanwhile, so nothing was missed. */
    public void resume() {
        journal.take(KIND).forEach((id, kept) -> calls.put(id, Json.MAPPER.convertValue(kept, Call.class)));
        conversations.restore(calls);
        List<Ledger.Entry> entries = new ArrayList<>();
        for (Call call : calls.values()) {
            if (!call.refused && call.startedAt != null) {
                call.entry = entry(call);
                call.entry.endedAt = call.endedAt;
                call.entry.outcome = call.outcome;
                call.entry.conversationId = call.conversationId;
                entries.add(call.entry);
                lines.restore(call.order().to(), call.attempt);
            }
        }
        ledger.restore(entries);
        ledger.restoreRefusals(account.settings().path("refused"));
        calls.values().stream().filter(Call::isAlive).forEach(this::goOn);
        events.all().stream().filter(ScheduledEvent::isPending).forEach(this::await);
        insights.resume();
    }

    private void goOn(Call call) {
        switch (call.phase) {
            case INITIALIZING -> initialize(call);
            case RINGING -> timers.at(call.dueAt, due -> ringOver(call, due));
            case TALKING -> {
                timers.endAt(call.dueAt, due -> talkOver(call, due));
                detectMachine(call, turns.now());
            }
            case ENDED -> throw new IllegalStateException("ended calls do not go on");
        }
    }

    /** Takes a scheduled event; it is dispatched when its time comes, or in this turn if it has come. */
    public void accept(ScheduledEvent event) {
        events.put(event);
        await(event);
    }

    private void await(ScheduledEvent event) {
        timers.at(event.scheduledAt, due -> dispatch(event, due));
    }

    private void dispatch(ScheduledEvent event, Instant due) {
        boolean current = event.isPending()
                && event.scheduledAt.equals(due)
                && events.find(event.id).isPresent();
        if (!current) {
            return;
        }
        event.status = "in_progress";
        event.dispatchedAt = due;
        if (event.isCall()) {
            place(event, due);
        } else {
            texts.send(event, due);
        }
        events.changed(event);
    }

    private void place(ScheduledEvent event, Instant due) {
        if (event.retries() > 0 || due.isAfter(event.createdAt.plus(AT_ONCE)) || !event.attempts.isEmpty()) {
            rate.count(due);
        }
        Optional<ObjectNode> assistant = account.assistant(event.assistantId);
        CallOrder order = new CallOrder(
                ids.callControlId(),
                ids.uuid(),
                ids.uuid(),
                assistant
                        .map(doc -> Json.text(doc.path("telephony_settings"), "default_texml_app_id"))
                        .orElse(null),
                event.to,
                event.from,
                Via.SCHEDULED_EVENT,
                event.id,
                event.assistantId,
                textsOf(event.dynamicVariables),
                event.conversationMetadata,
                null,
                event.createdAt);
        ScheduledEvent.Attempt attempt = new ScheduledEvent.Attempt();
        attempt.attemptNumber = event.attempts.size() + 1;
        attempt.attemptedAt = due;
        attempt.callStatus = "ringing";
        attempt.callControlId = order.controlId();
        event.attempts.add(attempt);
        event.callStatus = "ringing";
        event.callDuration = null;
        start(order, due);
    }

    /** Starts a call now. */
    public Call start(CallOrder order, Instant at) {
        Call call = new Call(order);
        calls.put(order.controlId(), call);
        call.startedAt = at;
        call.clientState = Json.text(order.request(), "client_state");
        call.variables = new LinkedHashMap<>(assistantDefaults(order.assistantId()));
        call.variables.putAll(order.variables());
        if (ledger.active() >= script.get().limits().concurrentCalls()) {
            refuse(call, at);
            return call;
        }
        call.attempt = lines.ring(order.to());
        call.entry = entry(call);
        ledger.started(call.entry);
        callWebhooks.initiated(call, at);
        texml.status(call, "initiated", at);
        texml.status(call, "ringing", at);
        if (initializationUrl(call).isPresent()) {
            call.phase = Phase.INITIALIZING;
            initialize(call);
        } else {
            ring(call, at);
        }
        saved(call);
        return call;
    }

    private void refuse(Call call, Instant at) {
        call.refused = true;
        ledger.refusedForConcurrency();
        saveRefusals();
        callWebhooks.initiated(call, at);
        end(call, at, Hangup.CHANNEL_LIMIT, Hangup.CHANNEL_LIMIT.callStatus());
    }

    /** Counts a request that was over the dial rate. */
    public void refusedForRate() {
        ledger.refusedForRate();
        saveRefusals();
    }

    private void saveRefusals() {
        account.set(
                "refused",
                Json.object().put("concurrency", ledger.refusedConcurrency()).put("rate", ledger.refusedRate()));
    }

    private static Ledger.Entry entry(Call call) {
        CallOrder order = call.order();
        return new Ledger.Entry(
                order.to(),
                order.from(),
                call.attempt,
                order.acceptedAt(),
                call.startedAt,
                call.assistantId,
                call.variables,
                order.via(),
                Json.text(order.metadata(), "attempt_id"));
    }

    private Map<String, String> assistantDefaults(String assistantId) {
        return account.assistant(assistantId)
                .map(assistant -> textsOf(assistant.path("dynamic_variables")))
                .orElse(Map.of());
    }

    private static Map<String, String> textsOf(JsonNode variables) {
        Map<String, String> texts = new LinkedHashMap<>();
        if (variables != null) {
            variables.properties().forEach(field -> texts.put(field.getKey(), text(field.getValue())));
        }
        return texts;
    }

    private static String text(JsonNode value) {
        return value.isValueNode() ? value.asText() : value.toString();
    }

    private Optional<String> initializationUrl(Call call) {
        return account.assistant(call.assistantId())
                .map(assistant -> Json.text(assistant, "dynamic_variables_webhook_url"))
                .filter(url -> !url.isBlank());
    }

    /** Asks the owner for variables (contract, section 7). The limit is real time; late or wrong answers are ignored. */
    private void initialize(Call call) {
        CallOrder order = call.order();
        ObjectNode event = Json.object()
                .put("record_type", "event")
                .put("id", "event_" + ids.uuid())
                .put("event_type", "assistant.initialization")
                .put("occurred_at", turns.now().toString());
        event.putObject("payload")
                .put("telnyx_conversation_channel", "phone_call")
                .put("telnyx_agent_target", order.from())
                .put("telnyx_end_user_target", order.to())
                .put("telnyx_end_user_target_verified", false)
                .put("call_control_id", order.controlId())
                .put("assistant_id", call.assistantId());
        long limit = account.assistant(call.assistantId())
                .map(assistant -> assistant
                        .path("dynamic_variables_webhook_timeout_ms")
                        .asLong(DEFAULT_INITIALIZATION_LIMIT_MILLIS))
                .orElse(DEFAULT_INITIALIZATION_LIMIT_MILLIS);
        webhooks.ask(
                initializationUrl(call).orElse(""),
                event,
                Duration.ofMillis(limit),
                answer -> initialized(call, answer));
    }

    private void initialized(Call call, JsonNode answer) {
        if (call.phase != Phase.INITIALIZING) {
            return;
        }
        Map<String, String> variables = new LinkedHashMap<>(assistantDefaults(call.assistantId()));
        if (answer.path("dynamic_variables").isObject()) {
            variables.putAll(textsOf(answer.get("dynamic_variables")));
        }
        variables.putAll(call.order().variables());
        call.variables.clear();
        call.variables.putAll(variables);
        if (answer.path("conversation").path("metadata").isObject()) {
            call.givenMetadata = (ObjectNode) answer.path("conversation").get("metadata");
        }
        ring(call, turns.now());
        saved(call);
    }

    private void ring(Call call, Instant at) {
        String assistant = account.assistant(call.assistantId())
                .map(doc -> doc.path("name").asText())
                .orElse("");
        call.phase = Phase.RINGING;
        call.play = lines.play(call.order().to(), call.attempt, call.variables, assistant);
        Duration ringing = timesOut(call) ? ringLimit(call) : call.play.ring();
        Instant over = call.startedAt.plus(ringing);
        call.dueAt = over.isBefore(at) ? at : over;
        timers.at(call.dueAt, due -> ringOver(call, due));
    }

    /** The dial's own limit, or none. */
    private static Duration ringLimit(Call call) {
        JsonNode request = call.order().request();
        JsonNode limit = request == null
                ? null
                : request.has("timeout_secs") ? request.get("timeout_secs") : request.get("Timeout");
        return limit == null || !limit.isNumber() ? null : Duration.ofSeconds(limit.asLong());
    }

    private static boolean timesOut(Call call) {
        Duration limit = ringLimit(call);
        return limit != null && call.play.ring().compareTo(limit) > 0;
    }

    private void ringOver(Call call, Instant due) {
        if (call.phase != Phase.RINGING || !due.equals(call.dueAt)) {
            return;
        }
        if (timesOut(call)) {
            end(call, due, Hangup.TIMEOUT, Hangup.TIMEOUT.callStatus());
        } else if (call.play.outcome().answered()) {
            answered(call, due);
        } else {
            end(call, due, Hangup.of(call.play.outcome()), call.play.outcome().word());
        }
    }

    private void answered(Call call, Instant at) {
        call.phase = Phase.TALKING;
        call.answeredAt = at;
        call.dueAt = at.plus(talk(call));
        timers.endAt(call.dueAt, due -> talkOver(call, due));
        callWebhooks.answered(call, at);
        texml.status(call, "answered", at);
        if (call.assistantId() != null) {
            assistantJoins(call, at);
        }
        detectMachine(call, at);
        ofEvent(call).ifPresent(event -> {
            event.callStatus = call.status();
            attemptOf(event, call).ifPresent(attempt -> attempt.callStatus = call.status());
            events.changed(event);
        });
        saved(call);
    }

    /** An assistant is put on an answered call; it talks as long as the script says. */
    public void startAssistant(Call call, String assistantId, JsonNode variables, Instant at) {
        if (assistantId != null) {
            call.assistantId = assistantId;
            call.entry.assistantId = assistantId;
        }
        assistantDefaults(call.assistantId).forEach(call.variables::putIfAbsent);
        call.variables.putAll(textsOf(variables));
        call.dueAt = at.plus(talk(call));
        timers.endAt(call.dueAt, due -> talkOver(call, due));
        assistantJoins(call, at);
    }

    private void assistantJoins(Call call, Instant at) {
        Conversation conversation = new Conversation();
        conversation.id = ids.uuid();
        conversation.createdAt = at;
        conversation.lastMessageAt = at;
        conversation.callControlId = call.order().controlId();
        conversation.call = call;
        if (call.givenMetadata != null) {
            call.givenMetadata
                    .properties()
                    .forEach(field -> conversation.ownMetadata.put(field.getKey(), text(field.getValue())));
        }
        call.conversationId = conversation.id;
        call.assistantSince = at;
        call.entry.conversationId = conversation.id;
        conversations.put(conversation);
        ofEvent(call).ifPresent(event -> event.conversationId = conversation.id);
        texml.conversation(call, "conversation_created", at);
        saved(call);
    }

    /** The assistant leaves; the call goes on. */
    public void assistantLeaves(Call call, Instant at) {
        Conversation conversation = conversations.find(call.conversationId).orElse(null);
        callWebhooks.conversationEnded(call, call.assistantSince, at);
        texml.conversation(call, "conversation_ended", at);
        call.assistantSince = null;
        if (conversation != null) {
            conversation.lastMessageAt = at;
            conversations.changed(conversation);
            insights.begin(conversation, call.assistantId(), call.play, CallWebhooks.about(call, "insight"), at);
        }
        saved(call);
    }

    private Duration talk(Call call) {
        Duration talk = call.play.talk();
        if (talk == null) {
            talk = call.play.outcome() == Outcome.VOICEMAIL ? talkToMachine(call) : Play.DEFAULT_TALK;
        }
        Duration limit = talkLimit(call);
        return talk.compareTo(limit) > 0 ? limit : talk;
    }

    private Duration talkToMachine(Call call) {
        String action = voicemailDetection(call)
                .path("on_voicemail_detected")
                .path("action")
                .asText();
        return switch (action) {
            case "stop_assistant" -> VOICEMAIL_STOPPED;
            case "continue_assistant" -> Play.DEFAULT_TALK;
            default -> VOICEMAIL_MESSAGE;
        };
    }

    private JsonNode voicemailDetection(Call call) {
        return account.assistant(call.assistantId())
                .map(assistant -> assistant.path("telephony_settings").path("voicemail_detection"))
                .orElseGet(Json::object);
    }

    private Duration talkLimit(Call call) {
        JsonNode request =
                call.order().request() == null ? Json.object() : call.order().request();
        long assistant = account.assistant(call.assistantId())
                .map(doc ->
                        doc.path("telephony_settings").path("time_limit_secs").asLong(1_800))
                .orElse(14_400L);
        long own =
                request.path("time_limit_secs").asLong(request.path("TimeLimit").asLong(assistant));
        return Duration.ofSeconds(Math.min(own, assistant));
    }

    /** Tells who picked up, where detection applies; says nothing about moments up to {@code after}. */
    private void detectMachine(Call call, Instant after) {
        boolean machine = call.play.outcome() == Outcome.VOICEMAIL;
        String mode = detectionMode(call, machine);
        if (mode.equals("disabled")) {
            return;
        }
        at(call, call.answeredAt.plus(DETECTION), after, due -> {
            String type =
                    mode.equals("premium") ? "call.machine.premium.detection.ended" : "call.machine.detection.ended";
            String human = mode.equals("premium") ? "human_residence" : "human";
            callWebhooks.machineDetection(call, type, machine ? "machine" : human, due);
            texml.answeredBy(call, machine, due);
        });
        if (machine && !mode.equals("detect")) {
            String type =
                    mode.equals("premium") ? "call.machine.premium.greeting.ended" : "call.machine.greeting.ended";
            at(
                    call,
                    call.answeredAt.plus(GREETING),
                    after,
                    due -> callWebhooks.machineDetection(call, type, "beep_detected", due));
        }
    }

    /** Runs a step of a call that still lasts then; at its end if it would be later. */
    private void at(Call call, Instant wanted, Instant after, Timers.Task task) {
        Instant at = wanted.isAfter(call.dueAt) ? call.dueAt.minusMillis(1) : wanted;
        if (at.isAfter(after) || at.equals(call.answeredAt)) {
            timers.at(at, due -> {
                if (call.isAlive()) {
                    task.run(due);
                }
            });
        }
    }

    /**
     * Whether and how a machine is detected. Scheduled calls have no field for it: there it applies if the assistant
     * has a rule for voicemail, and whenever a machine answers.
     */
    private String detectionMode(Call call, boolean machine) {
        JsonNode request = call.order().request();
        return switch (call.order().via()) {
            case SCHEDULED_EVENT -> machine || !voicemailDetection(call).isEmpty() ? "premium" : "disabled";
            case DIAL -> request.path("answering_machine_detection").asText("disabled");
            case TEXML ->
                request.path("MachineDetection").asText("Disable").equals("Disable")
                        ? "disabled"
                        : request.path("DetectionMode").asText("Regular").startsWith("Premium") ? "premium" : "detect";
        };
    }

    private void talkOver(Call call, Instant due) {
        if (call.phase != Phase.TALKING || !due.equals(call.dueAt)) {
            return;
        }
        boolean limited = Duration.between(call.answeredAt, due).equals(talkLimit(call));
        Hangup hangup = limited ? Hangup.TIME_LIMIT : Hangup.of(call.play.outcome());
        end(call, due, hangup, call.play.outcome().word());
    }

    /** The account's side hangs up. */
    public void hangUp(Call call, Instant at) {
        if (call.isAlive()) {
            Hangup hangup = call.isAnswered() ? Hangup.BY_CALLER : Hangup.CANCELED;
            end(call, at, hangup, hangup.callStatus());
        }
    }

    private void end(Call call, Instant at, Hangup hangup, String outcome) {
        boolean talked = call.assistantRuns();
        if (talked) {
            assistantLeaves(call, at);
        }
        call.phase = Phase.ENDED;
        call.endedAt = at;
        call.hangup = hangup;
        call.outcome = outcome;
        call.dueAt = null;
        if (call.entry != null) {
            ledger.ended(call.entry, at, outcome);
        }
        callWebhooks.hangup(call, at);
        if (call.isAnswered()) {
            callWebhooks.cost(call, at);
        }
        texml.status(call, hangup.callStatus(), at);
        ofEvent(call).ifPresent(event -> ended(event, call, at));
        saved(call);
    }

    private void ended(ScheduledEvent event, Call call, Instant at) {
        String status = call.status();
        Integer duration = call.isAnswered() ? call.talkSeconds(at) : null;
        attemptOf(event, call).ifPresent(attempt -> {
            attempt.callStatus = status;
            attempt.callDuration = duration;
        });
        event.callStatus = status;
        event.callDuration = duration;
        if (status.equals("completed")) {
            event.status = "completed";
        } else if (event.attempts.size() <= event.maxRetries) {
            event.status = "pending";
            event.scheduledAt = at.plusSeconds(event.retryIntervalSecs);
            await(event);
        } else {
            event.status = "failed";
            event.errors.add(call.refused ? "channel limit exceeded D1" : "Call ended with status " + status);
        }
        events.changed(event);
    }

    private Optional<ScheduledEvent> ofEvent(Call call) {
        return call.order().eventId() == null
                ? Optional.empty()
                : events.find(call.order().eventId());
    }

    private static Optional<ScheduledEvent.Attempt> attemptOf(ScheduledEvent event, Call call) {
        return event.attempts.stream()
                .filter(attempt -> attempt.callControlId.equals(call.order().controlId()))
                .findFirst();
    }

    /** Replaces what the client keeps with the call. */
    public void clientState(Call call, String state) {
        call.clientState = state;
        saved(call);
    }

    public Optional<Call> find(String controlId) {
        return Optional.ofNullable(calls.get(controlId));
    }

    public Collection<Call> all() {
        return calls.values();
    }

    private void saved(Call call) {
        journal.changed(KIND, call.order().controlId(), call);
    }
}
