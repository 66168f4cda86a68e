package dev.switchboard.mission;

import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.launch;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.embedded.QueryPlans;
import dev.switchboard.events.CallRequested;
import dev.switchboard.mission.support.Caller;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.Test;

/**
 * What the service reads of large tables, again and again or page by page: 20,000 missions that are over, and one under
 * way with 20,000 targets.
 */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class QueryPlansTest {

    private static final String ACCOUNT = "crowded";
    private static final int MANY = 20_000;
    /** Often enough that every connection would have come to use a plan made for any parameters. */
    private static final int OFTEN = 80;

    /** One for everything that is looked for because it is due. */
    private static final String[] DUE_WORK = {
        "run_work_due", "run_deadline_due", "mirror_due", "approval_expiry_due", "guarded_action_due"
    };

    @ConfigProperty(name = "switchboard.database")
    String database;

    private final Caller caller = new Caller(bus());

    @Test
    void readsNoLargeTableToFindWhatIsDueOrToShowAPage() {
        Launched mission = launch(ACCOUNT, file("weather-sweep.yaml"));
        List<CallRequested> calls = new ArrayList<>(calls(mission, 10));
        try (QueryPlans plans = QueryPlans.listen(database, "mission", rows(mission))) {
            caller.answers(calls.get(0), 1, Map.of("location", "Somewhere", "high_temp_f", 60));
            await().until(() -> plans.indexesUsed().contains("target_by_call"));

            for (int i = 0; i < OFTEN; i++) {
                eachListInTheMiddle(mission);
            }

            await().untilAsserted(() -> assertThat(plans.indexesUsed()).contains(DUE_WORK));
            assertThat(plans.large())
                    .contains("mission", "run", "step", "target", "run_event", "mirror", "approval", "guarded_action");
            assertThat(plans.offences()).isEmpty();
        }
    }

    /** A page that begins after half of what there is. */
    private static void eachListInTheMiddle(Launched mission) {
        UUID middle = id("mission", MANY / 2);
        assertThat(page("/v1/missions?limit=50&after=" + middle)).hasSize(50);
        assertThat(page("/v1/runs?limit=50&after=" + id("run", MANY / 2))).hasSize(50);
        assertThat(page("/v1/runs?limit=50&status=succeeded&after=" + id("run", MANY / 2)))
                .hasSize(50);
        assertThat(page("/v1/runs?limit=50&status=running")).hasSize(1);
        assertThat(page("/v1/approvals?limit=50&status=pending")).isEmpty();
        assertThat(page("/v1/runs?limit=50&mission_id=" + middle)).hasSize(1);
        assertThat(page("/v1/approvals?limit=50&after=" + id("approval", MANY / 2)))
                .hasSize(50);
        assertThat(page("/v1/approvals?limit=50&status=approved&after=" + id("approval", MANY / 2)))
                .hasSize(50);
        assertThat(page("/v1/approvals?limit=50&run_id=" + id("run", MANY / 2))).hasSize(1);
        String run = "/v1/runs/" + mission.runId();
        assertThat(page(run + "/targets?limit=50&after=" + MANY / 2)).hasSize(50);
        assertThat(page(run + "/targets?limit=50&status=pending&after=" + MANY / 2))
                .hasSize(50);
        assertThat(page(run + "/events?limit=50&after=" + MANY / 2)).hasSize(50);
    }

    private static JsonNode page(String path) {
        return get(ACCOUNT, path).path("data");
    }

    private static List<String> rows(Launched mission) {
        String numbers = " from generate_series(1, " + MANY + ") n";
        String run = "'" + mission.runId() + "'";
        String at = "timestamptz '2026-01-01' + n * interval '1 second'";
        return List.of(
                "insert into mission (id, account, name, handle, mission_class, document, body_digest, created_at)"
                        + " select " + id("mission") + ", 'crowded', 'Past', 'past', 'sweep', '{}', '', " + at
                        + numbers,
                "insert into run (id, mission_id, account, status, created_at, finished_at, deadline_at, targets, entries)"
                        + " select " + id("run") + ", " + id("mission") + ", 'crowded', 'succeeded', " + at + ", " + at
                        + ", " + at + ", 0, 0" + numbers,
                "insert into step (run_id, step_id, description, sequence, status)" + " select " + id("run")
                        + ", 'calls', 'calls', 1, 'completed'" + numbers,
                "insert into mirror (run_id, account, state, due_at)" + " select " + id("run")
                        + ", 'crowded', 'closed', " + at + numbers,
                "insert into approval (id, account, mission_id, run_id, action, question, request, digest, approvers,"
                        + " candidates, requested_at, expires_at, status) select " + id("approval") + ", 'crowded', "
                        + id("mission") + ", " + id("run") + ", 'assistant_create', 'May it?', '{}', 'x' || n, '[]',"
                        + " '[]', " + at + ", " + at + ", 'approved'" + numbers,
                "insert into guarded_action (id, approval_id, account, run_id, action, request, digest, state, created_at,"
                        + " finished_at) select " + id("action") + ", " + id("approval") + ", 'crowded', " + id("run")
                        + ", 'assistant_create', '{}', 'x' || n, 'executed', " + at + ", " + at + numbers,
                "insert into target (id, run_id, position, sequence, name, phone, variables, call_id, status, updated_at)"
                        + " select " + id("target") + ", " + run
                        + ", 10 + n, 10 + n, 'Somebody', '+1312' || (2000000 + n),"
                        + " '{}', " + id("call") + ", 'pending', " + at + numbers,
                "insert into run_event (run_id, seq, type, at, body)" + " select " + run
                        + ", 1000 + n, 'call.requested', " + at + ", '{}'" + numbers,
                "update run set targets = 10 + " + MANY + ", entries = 10 + " + MANY + ", asked = 10 + " + MANY
                        + ", event_seq = 1000 + " + MANY + " where id = " + run);
    }

    /** What the rows of a kind have as ids, made of {@code n}. */
    private static String id(String kind) {
        return "cast(md5('" + kind + "' || n) as uuid)";
    }

    private static UUID id(String kind, int n) {
        try {
            byte[] digest = MessageDigest.getInstance("MD5").digest((kind + n).getBytes(StandardCharsets.UTF_8));
            ByteBuffer halves = ByteBuffer.wrap(digest);
            return new UUID(halves.getLong(), halves.getLong());
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException(e);
        }
    }
}
