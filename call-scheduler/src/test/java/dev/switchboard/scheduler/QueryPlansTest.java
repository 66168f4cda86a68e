package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.embedded.QueryPlans;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/**
 * What the service reads, again and again, of large tables: a queue of 30,000 calls that are due, and the past of
 * 30,000 others.
 */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class QueryPlansTest {

    private static final int MANY = 30_000;

    /** One for everything that is looked for because it is due. */
    private static final String[] DUE_WORK = {
        "call_due",
        "call_waiting_runs",
        "call_queue",
        "call_past_deadline",
        "call_without_insight",
        "attempt_to_look_at",
        "command_due",
        "run_to_cancel",
        "suppression_to_tell",
        "attempt_alone_on_its_number"
    };

    @Inject
    Scene scene;

    @Inject
    Bus bus;

    @Inject
    TestClock clock;

    @ConfigProperty(name = "switchboard.database")
    String database;

    @BeforeEach
    @AfterEach
    void empty() {
        scene.begin();
    }

    @Test
    void readsNoLargeTableToFindWhatIsDue() {
        UUID run = UUID.randomUUID();
        try (QueryPlans plans = QueryPlans.listen(database, "scheduler", rows(run))) {
            soon().until(() -> scene.sql("select 1 from attempt where run_id = $1 and state = 'ACCEPTED'", run)
                            .size()
                    == 10);
            aCallEndsAndTheNextIsPlaced(run);
            aRunIsCancelled();

            soon().untilAsserted(() -> assertThat(plans.indexesUsed()).contains(DUE_WORK));
            assertThat(plans.large()).contains("call", "attempt", "command", "suppression", "voicemail_message");
            assertThat(plans.offences()).isEmpty();
        }
    }

    private void aCallEndsAndTheNextIsPlaced(UUID run) {
        String phone = scene.sql("select phone from attempt where run_id = $1 and state = 'ACCEPTED' limit 1", run)
                .get(0)
                .getString("phone");
        clock.advance(Duration.ofMinutes(1));
        scene.webhook(Ports.LARGE, "call.initiated", phone, "control-of-one", Map.of());
        scene.hangsUp(Ports.LARGE, phone, "control-of-one", "user_busy");
        soon().until(() ->
                scene.sql("select 1 from attempt where run_id = $1", run).size() == 11);
    }

    private void aRunIsCancelled() {
        UUID run = UUID.randomUUID();
        CallRequested waiting = scene.requested(Ports.LARGE, run, scene.newNumber());
        soon().until(() -> scene.callState(waiting.callId()).equals("QUEUED"));
        bus.say(
                Topic.CALL_CANCELLED,
                Ports.LARGE,
                new CallCancelled(run, Ports.LARGE, Optional.empty(), "no longer needed", clock.instant()));
        soon().until(() -> scene.callState(waiting.callId()).equals("CANCELLED"));
    }

    private List<String> rows(UUID run) {
        UUID past = UUID.randomUUID();
        CallRequested call = scene.call(Ports.LARGE, run, "+13120000000", true, "automated");
        String request = EventJson.write(call).replace(call.callId().toString(), "@ID@");
        String numbers = "(select gen_random_uuid() as id, n from generate_series(1, " + MANY + ") n) n";
        return List.of(
                "insert into run (id, account) values ('" + run + "', 'large'), ('" + past + "', 'large')",
                "insert into run (id, account) select id, 'large' from " + numbers,
                "insert into call (id, account, run_id, sequence, phone, recipients, priority, zones, request, state,"
                        + " due_at, deadline) select id, 'large', '" + run
                        + "', n, '+1312' || (2000000 + n), 'automated', 0, '',"
                        + " replace(replace('" + request
                        + "', '@ID@', cast(id as text)), '+13120000000', '+1312' || (2000000 + n)),"
                        + " 'QUEUED',"
                        + " '" + TestClock.MONDAY_10_IN_CHICAGO + "', timestamptz '2027-01-01' from " + numbers,
                "insert into call (id, account, run_id, sequence, phone, recipients, priority, zones, request, state,"
                        + " due_at) select id, 'large', '" + past
                        + "', n, '+1312' || (3000000 + n), 'automated', 0, '', '{}',"
                        + " 'SETTLED', timestamptz '2026-03-01' from " + numbers,
                "insert into attempt (id, call_id, run_id, account, assistant_id, from_number, phone, number, state,"
                        + " intent_at, scheduled_for, call_control_id, ended_at, outcome, look_at, lease_until)"
                        + " select gen_random_uuid(), id, run_id, account, 'assistant', '+13125550100', phone, 1, 'ENDED',"
                        + " due_at, due_at, 'control-' || sequence, due_at, 'COMPLETED', due_at, due_at"
                        + " from call where state = 'SETTLED'",
                "insert into command (id, attempt_id, kind, state, due_at)"
                        + " select gen_random_uuid(), id, 'START_ASSISTANT', 'DONE', intent_at from attempt",
                "insert into suppression (account, phone, reason, added_at, added_by, pending)"
                        + " select 'large', '+1312' || (4000000 + n), '', now(), 'test', false from " + numbers,
                "insert into voicemail_message (account, phone, left_at, attempt_id)"
                        + " select account, phone, intent_at, id from attempt",
                "insert into seen_event (event_id, seen_at) select id, timestamptz '2026-03-02' from " + numbers);
    }
}
