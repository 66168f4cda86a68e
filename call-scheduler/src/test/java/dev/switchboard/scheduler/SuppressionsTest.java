package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;
import static org.hamcrest.Matchers.hasItems;
import static org.hamcrest.Matchers.hasSize;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.Outcome;
import dev.switchboard.scheduler.FakeTelnyx.Fate;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.restassured.RestAssured;
import io.restassured.specification.RequestSpecification;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class SuppressionsTest {

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @Inject
    TestClock clock;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        scene.sql("truncate suppression_change");
        phone = scene.newNumber();
    }

    private RequestSpecification as(String role) {
        return RestAssured.given()
                .port(port)
                .urlEncodingEnabled(true)
                .header("Authorization", "Bearer " + role)
                .contentType("application/json");
    }

    private void suppress(String number) {
        as("agent")
                .body("{\"phone\": \"" + number + "\", \"reason\": \"asked not to be called\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(201);
    }

    @Test
    void aNumberOnTheListIsNeverCalled() {
        suppress(phone);

        CallRequested call = scene.requested(Ports.SMALL, run, phone);

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.SUPPRESSED);
        assertThat(scene.callState(call.callId())).isEqualTo("ABANDONED");
        assertThat(telnyx.requestsFor(phone)).isEmpty();
    }

    @Test
    void theListOfAnotherAccountMeansNothing() {
        suppress(phone);

        scene.requested(Ports.LARGE, run, phone);

        soon().until(() -> scene.scheduled(run).size() == 1);
    }

    @Test
    void aCallThatWaitsEndsWhenItsNumberComesOntoTheList() {
        clock.advance(Duration.ofHours(12));
        CallRequested call = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> scene.callState(call.callId()).equals("QUEUED"));

        suppress(phone);

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.SUPPRESSED);
        assertThat(scene.abandoned(run).get(0).attempts()).isZero();
    }

    @Test
    void anAcceptedCallThatDoesNotRingYetIsTakenBack() {
        scene.sql("insert into run (id, account) values ($1, $2)", run, Ports.SMALL);
        telnyx.next(phone, Fate.ACCEPT_AND_HOLD);
        CallRequested call = scene.requested(Ports.SMALL, run, phone);
        soon().until(() -> telnyx.requestsFor(phone).size() == 1);
        // The clock stands still, and the attempt begins later than two seconds from now.
        scene.sql(
                "update attempt set scheduled_for = scheduled_for + interval '1 minute' where call_id = $1",
                call.callId());

        CompletableFuture<Void> answered = CompletableFuture.runAsync(() -> suppress(phone));
        soon().until(() ->
                !scene.sql("select 1 from suppression where phone = $1", phone).isEmpty());
        assertThat(answered).isNotDone();
        telnyx.release();
        answered.join();

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(telnyx.deleted()).hasSize(1);
        assertThat(telnyx.eventsFor(phone)).isEmpty();
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.CANCELED);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.SUPPRESSED);
    }

    @Test
    void theListIsLookedAtOnceMoreRightBeforeTheRequestLeaves() {
        // Whoever writes the intent commits the entry with it: the claim could not see it.
        scene.sql("create or replace function list_it() returns trigger language plpgsql as $$ begin"
                + " insert into suppression (account, phone, reason, added_at, added_by)"
                + " values (new.account, new.phone, '', now(), 'trigger') on conflict do nothing; return new; end $$");
        scene.sql("create trigger list_it after insert on attempt for each row execute function list_it()");
        try {
            scene.requested(Ports.SMALL, run, phone);

            soon().until(() -> scene.abandoned(run).size() == 1);
        } finally {
            scene.sql("drop trigger list_it on attempt");
        }
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.SUPPRESSED);
        assertThat(scene.completed(run)).isEmpty();
        assertThat(telnyx.requestsFor(phone)).isEmpty();
        assertThat(scene.sql("select 1 from attempt where state in ('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE')"))
                .isEmpty();
    }

    @Test
    void everyChangeIsKeptWithWhoWhenAndWhy() {
        suppress(phone);
        as("agent")
                .body("{\"phone\": \"" + phone + "\", \"reason\": \"wrote a letter\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(200)
                .body("reason", equalTo("wrote a letter"));
        as("agent")
                .queryParam("reason", "wants to be called again")
                .delete("/v1/suppressions/{phone}", phone)
                .then()
                .statusCode(204);

        as("viewer")
                .queryParam("phone", phone)
                .get("/v1/suppressions/audit")
                .then()
                .statusCode(200)
                .body("data.change", equalTo(java.util.List.of("removed", "reason_changed", "added")))
                .body("data[0].reason", equalTo("wants to be called again"))
                .body("data[0].changed_by", equalTo("agent"))
                .body("data[0].source", equalTo("api"));
        as("viewer").get("/v1/suppressions/{phone}", phone).then().statusCode(404);
        as("agent").delete("/v1/suppressions/{phone}", phone).then().statusCode(404);
    }

    @Test
    void aListOfManyIsStoredAsAWholeOrNotAtAll() {
        String other = scene.newNumber();
        as("agent")
                .contentType("text/csv")
                .body("phone,reason\n" + phone + ",\"called twice, complained\"\n12345,\n" + other + ",a,b\n")
                .post("/v1/suppressions")
                .then()
                .statusCode(422)
                .body("errors.path", equalTo(java.util.List.of("line 3", "line 4")))
                .body("errors[0].value", equalTo("12345"))
                .body("detail", containsString("nothing was stored"));
        assertThat(scene.sql("select 1 from suppression")).isEmpty();

        as("agent")
                .contentType("text/csv")
                .body("phone,reason\n" + phone + ",\"called twice, complained\"\n" + other + "\n" + other + ",late\n")
                .post("/v1/suppressions")
                .then()
                .statusCode(200)
                .body("added", equalTo(2));

        as("viewer")
                .get("/v1/suppressions")
                .then()
                .statusCode(200)
                .body("data", hasSize(2))
                .body("data.reason", hasItems("called twice, complained", "late"));
        as("operator").get("/v1/suppressions").then().statusCode(200).body("data", hasSize(0));
        as("viewer")
                .queryParam("limit", 1)
                .get("/v1/suppressions")
                .then()
                .body("data", hasSize(1))
                .body("next", equalTo(phone.compareTo(other) < 0 ? phone : other));
    }

    @Test
    void aLongListIsStoredInOneGo() {
        StringBuilder csv = new StringBuilder("phone\n");
        for (int i = 0; i < 5_000; i++) {
            csv.append("+1415").append(1_000_000 + i).append('\n');
        }

        as("agent")
                .contentType("text/csv")
                .body(csv.toString())
                .post("/v1/suppressions")
                .then()
                .statusCode(200)
                .body("added", equalTo(5_000));

        assertThat(scene.sql("select 1 from suppression_change where source = 'csv'"))
                .hasSize(5_000);
    }

    @Test
    void onlyWhoeverMayCallChangesTheListAndNobodyWithoutAKeySeesIt() {
        as("viewer")
                .body("{\"phone\": \"" + phone + "\"}")
                .post("/v1/suppressions")
                .then()
                .statusCode(403);
        as("nobody").get("/v1/suppressions").then().statusCode(401);
        as("agent")
                .body("{\"phone\": \"later\", \"because\": 1}")
                .post("/v1/suppressions")
                .then()
                .statusCode(422)
                .body("errors.path", hasItems("phone", "because"));
        as("agent").body("[1").post("/v1/suppressions").then().statusCode(400);
        assertThat(scene.sql("select 1 from suppression")).isEmpty();
    }
}
