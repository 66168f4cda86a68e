package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.account.Account;
import dev.switchboard.simulator.config.Ids;
import dev.switchboard.simulator.script.CurrentScript;
import dev.switchboard.simulator.script.Detected;
import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import dev.switchboard.simulator.time.Timers;
import dev.switchboard.simulator.time.Turns;
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
    private final DynamicVariables variables;
    private final Timers timers;
    private final Turns turns;
    private final Ids ids;
    private final Journal journal;
    private final Duration patience;
    private final Map<String, Call> calls = new LinkedHashMap<>();

    /** @param patience how long, at least, somebody stays on the line whom nobody speaks to */
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
            DynamicVariables variables,
            Timers timers,
            Turns turns,
            Ids ids,
            Journal journal,
            Duration patience) {
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
        this.variables = variables;
        this.timers = timers;
        this.turns = turns;
        this.ids = ids;
        this.journal = journal;
        this.patience = patience;
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
            case INITIALIZING -> askForVariables(call);
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
                DynamicVariables.texts(event.dynamicVariables),
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
        call.variables = variables.known(order.assistantId(), order.variables());
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
        if (variables.mustAsk(call)) {
            call.phase = Phase.INITIALIZING;
            askForVariables(call);
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
                Json.text(order.metadata(), "attempt_id"),
                call.clientState());
    }

    private void askForVariables(Call call) {
        variables.ask(call, turns.now(), answer -> initialized(call, answer));
    }

    private void initialized(Call call, JsonNode answer) {
        if (call.phase != Phase.INITIALIZING) {
            return;
        }
        Map<String, String> merged =
                variables.merged(call.assistantId(), answer, call.order().variables());
        call.variables.clear();
        call.variables.putAll(merged);
        if (answer.path("conversation").path("metadata").isObject()) {
            call.givenMetadata = (ObjectNode) answer.path("conversation").get("metadata");
        }
        ring(call, turns.now());
        saved(call);
    }

    private void ring(Call call, Instant at) {
        String assistant = assistantOf(call).path("name").asText();
        call.phase = Phase.RINGING;
        call.play = lines.play(call.order().to(), call.attempt, call.variables, assistant);
        Instant over = call.startedAt.plus(rules(call).ringing());
        call.dueAt = over.isBefore(at) ? at : over;
        timers.at(call.dueAt, due -> ringOver(call, due));
    }

    private JsonNode assistantOf(Call call) {
        return account.assistant(call.assistantId()).orElseGet(Json::object);
    }

    private CallRules rules(Call call) {
        return CallRules.of(call, assistantOf(call));
    }

    private void ringOver(Call call, Instant due) {
        if (call.phase != Phase.RINGING || !due.equals(call.dueAt)) {
            return;
        }
        if (rules(call).timesOut()) {
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
        call.dueAt = at.plus(
                call.assistantId() == null
                        ? rules(call).waiting(patience)
                        : rules(call).talking());
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
    public void startAssistant(Call call, String assistantId, JsonNode own, Instant at) {
        if (assistantId != null) {
            call.assistantId = assistantId;
            call.entry.assistantId = assistantId;
        }
        call.variables.putAll(DynamicVariables.texts(own));
        variables.known(call.assistantId, Map.of()).forEach(call.variables::putIfAbsent);
        call.dueAt = at.plus(rules(call).talking());
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
                    .forEach(field -> conversation.ownMetadata.put(field.getKey(), Json.textOf(field.getValue())));
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

    /** Tells who picked up, where detection applies; says nothing about moments up to {@code after}. */
    private void detectMachine(Call call, Instant after) {
        CallRules rules = rules(call);
        CallRules.Detection detection = rules.detection();
        if (detection == CallRules.Detection.NONE) {
            return;
        }
        boolean premium = detection == CallRules.Detection.PREMIUM;
        Detected who = call.play.whoAnswers();
        String kind = premium ? "call.machine.premium." : "call.machine.";
        String result = premium ? who.premium() : who.standard();
        at(call, call.answeredAt.plus(DETECTION), after, due -> {
            callWebhooks.machineDetection(call, kind + "detection.ended", result, due);
            texml.answeredBy(call, who, due);
        });
        if (who == Detected.MACHINE && detection != CallRules.Detection.STANDARD_SHORT) {
            at(
                    call,
                    call.answeredAt.plus(GREETING),
                    after,
                    due -> callWebhooks.machineDetection(call, kind + "greeting.ended", "beep_detected", due));
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

    private void talkOver(Call call, Instant due) {
        if (call.phase != Phase.TALKING || !due.equals(call.dueAt)) {
            return;
        }
        boolean limited = rules(call).talkIsLimited(Duration.between(call.answeredAt, due));
        Hangup hangup = limited ? Hangup.TIME_LIMIT : Hangup.of(call.play.outcome());
        end(call, due, hangup, call.play.outcome().word());
    }

    /** The account's side hangs up. */
    public void hangUp(Call call, Instant at) {
        if (call.isAlive()) {
            Hangup hangup = call.isAnswered() ? Hangup.BY_CALLER : Hangup.CANCELED;
            boolean machine = call.isAnswered() && rules(call).machineAnswers();
            end(call, at, hangup, machine ? call.play().outcome().word() : hangup.callStatus());
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
