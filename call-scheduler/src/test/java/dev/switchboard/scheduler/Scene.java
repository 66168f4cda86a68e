package dev.switchboard.scheduler;

import static org.awaitility.Awaitility.await;

import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.Callee;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.InsightSource;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.events.Voicemail;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.core.json.JsonObject;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;

/** What a test does and sees: asks for calls, plays Telnyx's webhooks, looks at events and rows. */
@ApplicationScoped
public class Scene {

    public static final String OUR_NUMBER = "+13125550100";

    private static final AtomicInteger NUMBERS = new AtomicInteger(5550000);

    private final FakeTelnyx telnyx;
    private final Bus bus;
    private final TestClock clock;
    private final Pool pool;

    Scene(FakeTelnyx telnyx, Bus bus, TestClock clock, Pool pool) {
        this.telnyx = telnyx;
        this.bus = bus;
        this.clock = clock;
        this.pool = pool;
    }

    /** Nothing is left of the test before. */
    public void begin() {
        await().ignoreExceptions()
                .until(() -> sql("truncate command, attempt, call, run, account, cancellation, seen_event, outbox,"
                                + " suppression, voicemail_message, call_action, call_action_webhook")
                        != null);
        telnyx.reset();
        clock.set(TestClock.MONDAY_10_IN_CHICAGO);
    }

    /** A number in Chicago that no other test calls. */
    public String newNumber() {
        return "+1312" + NUMBERS.incrementAndGet();
    }

    public CallRequested call(String account, UUID runId, String phone, boolean withInsight, String recipients) {
        return call(account, runId, phone, withInsight, recipients, CallRequested.CallLimits.NONE);
    }

    public CallRequested limited(String account, UUID runId, String phone, CallRequested.CallLimits limits) {
        return call(account, runId, phone, false, "service", limits);
    }

    private CallRequested call(
            String account,
            UUID runId,
            String phone,
            boolean withInsight,
            String recipients,
            CallRequested.CallLimits limits) {
        return new CallRequested(
                UUID.randomUUID(),
                UUID.randomUUID(),
                runId,
                account,
                "calls",
                1,
                new Callee("Somebody", phone, Optional.empty()),
                OUR_NUMBER,
                "assistant-" + runId,
                "phone_call",
                Map.of("best_quote", "65"),
                withInsight
                        ? Optional.of(new InsightSource("group-1", "insight-1", Optional.empty()))
                        : Optional.empty(),
                recipients,
                Map.of(),
                Optional.empty(),
                0,
                Optional.empty(),
                limits,
                clock.instant());
    }

    /** A service is called, and a machine that answers is dealt with by that rule. */
    public CallRequested requested(String account, UUID runId, String phone, Voicemail.Rule rule) {
        CallRequested plain = call(account, runId, phone, false, "service");
        CallRequested call = new CallRequested(
                plain.callId(),
                plain.missionId(),
                plain.runId(),
                plain.account(),
                plain.stepId(),
                plain.sequence(),
                plain.target(),
                plain.from(),
                plain.assistantId(),
                plain.channel(),
                plain.variables(),
                plain.insight(),
                plain.recipients(),
                plain.retry(),
                plain.window(),
                plain.priority(),
                plain.deadline(),
                plain.limits(),
                plain.requestedAt(),
                Optional.of(new Voicemail(rule, Optional.empty())),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        bus.say(Topic.CALL_REQUESTED, account, call);
        return call;
    }

    public CallRequested requested(String account, UUID runId, String phone) {
        CallRequested call = call(account, runId, phone, false, "service");
        bus.say(Topic.CALL_REQUESTED, account, call);
        return call;
    }

    public UUID webhook(String account, String type, String phone, String control, Map<String, Object> more) {
        return webhook(account, type, phone, control, clock.instant(), more);
    }

    public UUID webhook(
            String account, String type, String phone, String control, Instant at, Map<String, Object> more) {
        return bus.say(Topic.TELNYX_WEBHOOK, "session-" + control, hook(account, type, phone, control, at, more));
    }

    public TelnyxWebhook hook(
            String account, String type, String phone, String control, Instant at, Map<String, Object> more) {
        JsonObject payload = new JsonObject()
                .put("call_control_id", control)
                .put("call_session_id", "session-" + control)
                .put("from", OUR_NUMBER)
                .put("to", phone);
        more.forEach(payload::put);
        String body = new JsonObject()
                .put("data", new JsonObject().put("event_type", type).put("payload", payload))
                .encode();
        return new TelnyxWebhook(
                account,
                UUID.randomUUID().toString(),
                type,
                at,
                Optional.of(control),
                Optional.of("session-" + control),
                Map.of(),
                body,
                at);
    }

    public void hangsUp(String account, String phone, String control, String cause) {
        webhook(account, "call.hangup", phone, control, Map.of("hangup_cause", cause));
    }

    public void insight(CallRequested call, UUID attemptId, InsightReady.Status status) {
        bus.say(
                Topic.INSIGHT_READY,
                call.runId().toString(),
                new InsightReady(
                        call.callId(),
                        attemptId,
                        1,
                        call.missionId(),
                        call.runId(),
                        call.account(),
                        Optional.empty(),
                        status,
                        Map.of(),
                        Optional.empty(),
                        List.of(),
                        clock.instant()));
    }

    public List<CallScheduled> scheduled(UUID runId) {
        return bus.heard(Topic.CALL_SCHEDULED, runId, CallScheduled.class);
    }

    public List<CallCompleted> completed(UUID runId) {
        return bus.heard(Topic.CALL_COMPLETED, runId, CallCompleted.class);
    }

    public List<CallAbandoned> abandoned(UUID runId) {
        return bus.heard(Topic.CALL_ABANDONED, runId, CallAbandoned.class);
    }

    public String callState(UUID callId) {
        List<Row> rows = sql("select state from call where id = $1", callId);
        return rows.isEmpty() ? "" : rows.get(0).getString("state");
    }

    public String attemptState(UUID callId) {
        List<Row> rows = sql("select state from attempt where call_id = $1 order by number desc", callId);
        return rows.isEmpty() ? "" : rows.get(0).getString("state");
    }

    /** Telnyx has been asked for the call, and what it answered, or that its answer was lost, is written down. */
    public boolean answered(UUID callId) {
        return !Set.of("", "PLACING").contains(attemptState(callId));
    }

    public List<Row> sql(String statement, Object... parameters) {
        try {
            return VertxContextSupport.subscribeAndAwait(() -> pool.preparedQuery(statement)
                    .execute(Tuple.from(parameters))
                    .map(rows -> {
                        List<Row> all = new ArrayList<>();
                        rows.forEach(all::add);
                        return all;
                    }));
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    /** Waits for something that happens soon in real time. */
    public static org.awaitility.core.ConditionFactory soon() {
        return await().atMost(Duration.ofMinutes(2)).pollInterval(Duration.ofMillis(20));
    }
}
