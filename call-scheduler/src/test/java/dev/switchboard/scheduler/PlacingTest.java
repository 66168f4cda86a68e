package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;
import static org.hamcrest.Matchers.containsString;
import static org.hamcrest.Matchers.equalTo;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallRequested.CallLimits;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.scheduler.FakeTelnyx.Fate;
import dev.switchboard.scheduler.application.PlaceDueCalls;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.restassured.RestAssured;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executors;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class PlacingTest {

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @Inject
    TestClock clock;

    @Inject
    Bus bus;

    @Inject
    PlaceDueCalls placeDueCalls;

    @ConfigProperty(name = "quarkus.http.test-port")
    int port;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    private String attemptIdOf(JsonObject request) {
        return request.getJsonObject("conversation_metadata").getString("attempt_id");
    }

    @Test
    void neverExceedsTheLimitHoweverManyClaimAtOnce() throws Exception {
        List<CallRequested> calls = new ArrayList<>();
        for (int i = 0; i < 12; i++) {
            calls.add(scene.requested(Ports.SMALL, run, scene.newNumber()));
        }
        var pool = Executors.newFixedThreadPool(4);
        Set<String> ended = new HashSet<>();
        try {
            while (ended.size() < calls.size()) {
                CompletableFuture<?>[] claims = new CompletableFuture<?>[4];
                for (int i = 0; i < claims.length; i++) {
                    claims[i] = CompletableFuture.runAsync(this::claim, pool);
                }
                CompletableFuture.allOf(claims).join();
                int expected = Math.min(ended.size() + 3, calls.size());
                soon().until(() -> telnyx.requests().size() == expected);
                String live = telnyx.requests().stream()
                        .map(request -> request.getString("telnyx_end_user_target"))
                        .filter(number -> !ended.contains(number))
                        .findFirst()
                        .orElseThrow();
                assertThat(liveAttempts()).isLessThanOrEqualTo(3);
                soon().until(() -> scene.completed(run).size() == ended.size());
                scene.hangsUp(Ports.SMALL, live, "v3:" + live, "normal_clearing");
                ended.add(live);
                clock.advance(Duration.ofSeconds(1));
            }
        } finally {
            pool.shutdown();
        }
        soon().until(() -> scene.completed(run).size() == calls.size());
        assertThat(telnyx.requests()).hasSize(calls.size());
    }

    private void claim() {
        try {
            VertxContextSupport.subscribeAndAwait(() -> placeDueCalls.pass());
        } catch (Throwable e) {
            throw new IllegalStateException(e);
        }
    }

    private long liveAttempts() {
        return scene.sql("select id from attempt where state in ('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE')")
                .size();
    }

    @Test
    void sharesTheSlotsAmongRuns() {
        UUID other = UUID.randomUUID();
        for (int i = 0; i < 6; i++) {
            scene.requested(Ports.SMALL, run, scene.newNumber());
        }
        soon().until(() -> telnyx.requests().size() == 3);
        CallRequested theirs = scene.requested(Ports.SMALL, other, phone);
        soon().until(() -> scene.callState(theirs.callId()).equals("QUEUED"));
        String live = telnyx.requests().get(0).getString("telnyx_end_user_target");
        scene.hangsUp(Ports.SMALL, live, "v3:" + live, "normal_clearing");

        soon().until(() -> telnyx.requests().size() == 4);
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    @Test
    void neverCallsOneNumberTwiceAtOnce() {
        CallRequested one = scene.requested(Ports.LARGE, run, phone);
        CallRequested two = scene.requested(Ports.LARGE, UUID.randomUUID(), phone);
        CallRequested after = scene.requested(Ports.LARGE, run, scene.newNumber());
        soon().until(() -> scene.attemptState(after.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
        assertThat(List.of(scene.callState(one.callId()), scene.callState(two.callId())))
                .containsExactlyInAnyOrder("ATTEMPTING", "QUEUED");

        scene.hangsUp(Ports.LARGE, phone, "v3:one", "normal_clearing");
        soon().until(() -> telnyx.requestsFor(phone).size() == 2);
    }

    @Test
    void findsACallWhoseAnswerWasLostAndDoesNotPlaceItAgain() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        assertThat(scene.scheduled(run)).isEmpty();

        clock.advance(Duration.ofSeconds(6));
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
        assertThat(scene.scheduled(run).get(0).scheduledEventId()).isPresent();
    }

    @Test
    void placesACallAgainOnceItIsCertainThatItWasNotAccepted() {
        telnyx.next(phone, Fate.DROP);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));

        clock.advance(Duration.ofSeconds(6));
        soon().until(() -> telnyx.lists() == 1);
        soon().until(() -> scene.sql("select looks from attempt").get(0).getInteger(0) == 1);
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
        clock.advance(Duration.ofSeconds(11));
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));

        assertThat(telnyx.requestsFor(phone)).hasSize(2);
        assertThat(attemptIdOf(telnyx.requestsFor(phone).get(1)))
                .isEqualTo(attemptIdOf(telnyx.requestsFor(phone).get(0)));
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(scene.scheduled(run).get(0).attempt()).isEqualTo(1);
    }

    @Test
    void doesNotGuessWhileTelnyxDoesNotAnswer() {
        telnyx.next(phone, Fate.DROP);
        telnyx.failLists(true);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        for (int i = 1; i <= 3; i++) {
            int looks = i;
            clock.advance(Duration.ofSeconds(31));
            soon().until(() -> telnyx.lists() == looks);
            soon().until(this::looksLater);
        }
        assertThat(scene.attemptState(call.callId())).isEqualTo("UNKNOWN");
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    private boolean looksLater() {
        return scene.sql("select look_at from attempt")
                .get(0)
                .getOffsetDateTime(0)
                .toInstant()
                .isAfter(clock.instant());
    }

    @Test
    void aWebhookTellsThatALostAnswerWasAYes() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));

        scene.webhook(Ports.LARGE, "call.initiated", phone, "v3:x", Map.of());
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(telnyx.lists()).isZero();
    }

    @Test
    void takesWebhooksThatOvertakeTheAnswer() {
        telnyx.next(phone, Fate.ACCEPT_AND_HOLD);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> telnyx.requestsFor(phone).size() == 1);
        scene.webhook(Ports.LARGE, "call.initiated", phone, "v3:y", Map.of());
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        telnyx.release();
        soon().until(() ->
                scene.sql("select scheduled_event_id from attempt").get(0).getString(0) != null);
        scene.hangsUp(Ports.LARGE, phone, "v3:y", "normal_clearing");

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).scheduledEventId()).isPresent();
        assertThat(scene.scheduled(run)).hasSize(1);
    }

    @Test
    void holdsTheAccountAndHalvesItsLimitAfterTooMany() {
        telnyx.next(phone, Fate.TOO_MANY);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("REFUSED"));

        var account = scene.sql("select * from account").get(0);
        assertThat(account.getInteger("effective_limit")).isEqualTo(5);
        assertThat(account.getOffsetDateTime("held_until").withOffsetSameInstant(ZoneOffset.UTC))
                .isEqualTo(clock.instant().plusSeconds(30).atOffset(ZoneOffset.UTC));
        clock.advance(Duration.ofSeconds(29));
        CallRequested after = scene.requested(Ports.LARGE, run, scene.newNumber());
        soon().until(() -> scene.callState(after.callId()).equals("QUEUED"));
        assertThat(telnyx.requests()).hasSize(1);

        clock.advance(Duration.ofSeconds(1));
        soon().until(() -> scene.scheduled(run).size() == 2);
        assertThat(scene.scheduled(run)).allMatch(told -> told.attempt() == 1);
    }

    @Test
    void waitsWhileTheKeyIsNotAccepted() {
        telnyx.next(phone, Fate.UNAUTHORISED);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("REFUSED"));
        assertThat(scene.callState(call.callId())).isEqualTo("QUEUED");

        clock.advance(Duration.ofSeconds(5));
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        assertThat(scene.abandoned(run)).isEmpty();
    }

    @Test
    void placesAgainAtOnceWithAFreshTime() {
        telnyx.next(phone, Fate.TIME_PASSED, Fate.TIME_PASSED);
        CallRequested call = scene.requested(Ports.LARGE, run, phone);

        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).hasSize(3);
    }

    @Test
    void givesUpWhatTelnyxRefusesForGood() {
        telnyx.next(phone, Fate.WRONG);
        scene.requested(Ports.LARGE, run, phone);

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.REFUSED);
        assertThat(scene.abandoned(run).get(0).detail()).contains("not one of your numbers");
        assertThat(scene.abandoned(run).get(0).attempts()).isZero();
        assertThat(scene.scheduled(run)).isEmpty();
    }

    @Test
    void asksTelnyxWhenNoWebhookComes() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        telnyx.finish(phone, "no-answer");

        clock.advance(Duration.ofMinutes(2));
        assertThat(telnyx.lists()).isZero();
        clock.advance(Duration.ofMinutes(2));
        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.NO_ANSWER);
        assertThat(scene.completed(run).get(0).conversationId()).contains("conversation-of-" + phone);
        assertThat(telnyx.lists()).isEqualTo(1);
    }

    @Test
    void anAttemptWhoseAssistantIsDeletedEndsAsFailedOnceNothingCanTellOfItAnyMore() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        telnyx.deleteAssistants();

        clock.advance(Duration.ofMinutes(4));
        soon().until(() -> telnyx.lists() == 1);
        soon().until(this::looksLater);
        assertThat(scene.attemptState(call.callId())).isEqualTo("ACCEPTED");
        clock.advance(Duration.ofMinutes(60));

        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
    }

    @Test
    void oneNumberThatIsForbiddenEndsItsCallAndNoOther() {
        telnyx.next(phone, Collections.nCopies(9, Fate.FORBIDDEN).toArray(Fate[]::new));
        CallRequested forbidden = scene.requested(Ports.LARGE, run, phone);
        for (int tries = 1; tries <= 8; tries++) {
            int tried = tries;
            soon().until(() -> telnyx.requestsFor(phone).size() == tried);
            soon().until(() -> scene.attemptState(forbidden.callId()).equals("REFUSED"));
            clock.advance(Duration.ofMinutes(6));
        }

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.REFUSED);
        clock.advance(Duration.ofMinutes(6));
        CallRequested other = scene.requested(Ports.LARGE, UUID.randomUUID(), scene.newNumber());
        soon().until(() -> scene.attemptState(other.callId()).equals("ACCEPTED"));
    }

    @Test
    void whatFailsForOneAccountKeepsNoOtherFromCalling() {
        scene.sql("create or replace function break_it() returns trigger language plpgsql as $$ begin"
                + " if new.account = 'large' then raise exception 'broken'; end if; return new; end $$");
        scene.sql("create trigger break_it before insert on attempt for each row execute function break_it()");
        try {
            scene.requested(Ports.LARGE, run, phone);
            soon().until(() ->
                    scene.sql("select 1 from call where account = 'large'").size() == 1);
            CallRequested other = scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());

            soon().until(() -> scene.attemptState(other.callId()).equals("ACCEPTED"));
            assertThat(telnyx.requestsFor(phone)).isEmpty();
        } finally {
            scene.sql("drop trigger break_it on attempt");
        }
    }

    @Test
    void hangsUpACallThatDoesNotEndInHalfAnHourAndThenCountsItAsFailed() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));
        scene.webhook(Ports.LARGE, "call.initiated", phone, "v3:z", Map.of());
        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        telnyx.eventsFor(phone).get(0).put("status", "in_progress").put("call_status", "ringing");
        clock.advance(Duration.ofMinutes(4));
        soon().until(() -> telnyx.lists() == 1);
        soon().until(this::looksLater);
        assertThat(scene.attemptState(call.callId())).isEqualTo("LIVE");

        clock.advance(Duration.ofMinutes(30));
        soon().until(() -> telnyx.hangups().size() == 1);
        assertThat(scene.attemptState(call.callId())).isEqualTo("LIVE");
        assertThat(telnyx.deleted()).isEmpty();
        clock.advance(Duration.ofMinutes(6));
        soon().until(() -> scene.completed(run).size() == 1);
        assertThat(scene.completed(run).get(0).outcome()).isEqualTo(Outcome.FAILED);
        assertThat(telnyx.deleted()).hasSize(1);
    }

    @Test
    void looksForAnIntentWhoseProcessDied() {
        CallRequested accepted = leftOverIntent(phone);
        String lost = scene.newNumber();
        CallRequested never = leftOverIntent(lost);
        telnyx.next(phone, Fate.ACCEPT);
        UUID attempt = scene.sql("select id from attempt where call_id = $1", accepted.callId())
                .get(0)
                .getUUID(0);
        telnyx.plant(accepted.assistantId(), phone, attempt);
        assertThat(telnyx.requests()).isEmpty();

        soon().until(() -> scene.attemptState(accepted.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(phone)).isEmpty();
        soon().until(() -> scene.attemptState(never.callId()).equals("UNKNOWN"));
        clock.advance(Duration.ofSeconds(11));
        soon().until(() -> scene.attemptState(never.callId()).equals("ACCEPTED"));
        assertThat(telnyx.requestsFor(lost)).hasSize(1);
    }

    /** As a process leaves it that dies between the commit and the answer. */
    private CallRequested leftOverIntent(String number) {
        CallRequested call = scene.call(Ports.LARGE, run, number, false, "service");
        UUID attempt = UUID.randomUUID();
        var now = clock.instant().atOffset(ZoneOffset.UTC);
        scene.sql("insert into run (id, account) values ($1, $2) on conflict do nothing", run, Ports.LARGE);
        scene.sql(
                "insert into call (id, account, run_id, sequence, phone, recipients, priority, zones, request, state,"
                        + " due_at, attempt_id) values ($1, $2, $3, 1, $4, 'service', 0, 'America/Chicago', $5,"
                        + " 'ATTEMPTING', $6, $7)",
                call.callId(),
                Ports.LARGE,
                run,
                number,
                EventJson.write(call),
                now,
                attempt);
        scene.sql(
                "insert into attempt (id, call_id, run_id, account, assistant_id, from_number, phone, number, state,"
                        + " intent_at, scheduled_for, look_at, lease_until) values ($1, $2, $3, $4, $5, $6, $7, 1,"
                        + " 'PLACING', $8, $8, $8, clock_timestamp() + interval '3 second')",
                attempt,
                call.callId(),
                run,
                Ports.LARGE,
                call.assistantId(),
                Scene.OUR_NUMBER,
                number,
                now);
        return call;
    }

    @Test
    void endsQueuedCallsOfACancelledRunAndTakesAcceptedOnesBack() {
        for (int i = 0; i < 5; i++) {
            scene.requested(Ports.SMALL, run, scene.newNumber());
        }
        soon().until(() -> scene.scheduled(run).size() == 3);
        soon().until(() ->
                scene.sql("select id from call where state = 'QUEUED'").size() == 2);
        // Telnyx calls later than we think: there is time to take it back.
        scene.sql(
                "update attempt set scheduled_for = $1",
                clock.instant().plusSeconds(60).atOffset(ZoneOffset.UTC));
        String ringing = telnyx.requests().get(0).getString("telnyx_end_user_target");
        scene.webhook(Ports.SMALL, "call.initiated", ringing, "v3:r", Map.of());
        soon().until(() -> liveCount() == 1);
        bus.say(
                Topic.CALL_CANCELLED,
                Ports.SMALL,
                new CallCancelled(run, Ports.SMALL, Optional.empty(), "not needed", clock.instant()));

        soon().until(() -> scene.abandoned(run).size() == 4);
        assertThat(scene.abandoned(run)).allMatch(told -> told.reason() == CallAbandoned.Reason.CANCELLED);
        assertThat(telnyx.deleted()).hasSize(2);
        assertThat(scene.completed(run)).hasSize(2).allMatch(told -> told.outcome() == Outcome.CANCELED);
        scene.hangsUp(Ports.SMALL, ringing, "v3:r", "user_busy");
        soon().until(() -> scene.abandoned(run).size() == 5);
        assertThat(telnyx.requests()).hasSize(3);
    }

    private int liveCount() {
        return scene.sql("select id from attempt where state = 'LIVE'").size();
    }

    @Test
    void doesNotPlaceACallThatWasCancelledBeforeItWasRequested() {
        CallRequested call = scene.call(Ports.LARGE, run, phone, false, "service");
        bus.say(
                Topic.CALL_CANCELLED,
                Ports.LARGE,
                new CallCancelled(run, Ports.LARGE, Optional.of(call.callId()), "not needed", clock.instant()));
        soon().until(() -> scene.sql("select 1 from cancellation").size() == 1);
        bus.say(Topic.CALL_REQUESTED, Ports.LARGE, call);

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(telnyx.requestsFor(phone)).isEmpty();
    }

    @Test
    void keepsARunsOwnCaps() {
        CallLimits one = new CallLimits(Optional.of(1), Optional.empty());
        for (int i = 0; i < 3; i++) {
            bus.say(Topic.CALL_REQUESTED, Ports.LARGE, scene.limited(Ports.LARGE, run, scene.newNumber(), one));
        }
        soon().until(() -> scene.sql("select id from call").size() == 3);
        CallRequested after = scene.requested(Ports.LARGE, UUID.randomUUID(), phone);
        soon().until(() -> scene.attemptState(after.callId()).equals("ACCEPTED"));

        assertThat(telnyx.requests()).hasSize(2);
    }

    @Test
    void doesNotReachAProfessionalTwiceADay() {
        CallRequested first = scene.call(Ports.LARGE, run, phone, false, "professional");
        bus.say(Topic.CALL_REQUESTED, Ports.LARGE, first);
        soon().until(() -> scene.attemptState(first.callId()).equals("ACCEPTED"));
        clock.advance(Duration.ofMinutes(1));
        scene.hangsUp(Ports.LARGE, phone, "v3:p", "normal_clearing");
        soon().until(() -> scene.callState(first.callId()).equals("SETTLED"));
        CallRequested second = scene.call(Ports.LARGE, run, phone, false, "professional");
        bus.say(Topic.CALL_REQUESTED, Ports.LARGE, second);

        soon().until(() -> dueAt(second).equals(Instant.parse("2026-03-03T15:00:00Z")));
        assertThat(telnyx.requestsFor(phone)).hasSize(1);
        clock.set(Instant.parse("2026-03-03T15:00:00Z"));
        soon().until(() -> telnyx.requestsFor(phone).size() == 2);
    }

    private Instant dueAt(CallRequested call) {
        return scene.sql("select due_at from call where id = $1", call.callId()).stream()
                .map(row -> row.getOffsetDateTime(0).toInstant())
                .findFirst()
                .orElse(Instant.EPOCH);
    }

    @Test
    void saysHowTelnyxAnswersAndWhatItHasDone() {
        CallRequested call = scene.requested(Ports.LARGE, run, phone);
        soon().until(() -> scene.attemptState(call.callId()).equals("ACCEPTED"));

        RestAssured.given()
                .port(port)
                .get("/q/health/ready")
                .then()
                .body("checks.find { it.name == 'telnyx' }.status", equalTo("UP"))
                .body("checks.find { it.name == 'telnyx' }.data." + Ports.LARGE, equalTo("reachable"));
        RestAssured.given()
                .port(port)
                .get("/q/metrics")
                .then()
                .body(containsString("switchboard_placings_total{result=\"accepted\""))
                .body(containsString("switchboard_slots_used{account=\"large\""));
    }

    @Test
    void abandonsWhatCannotBePlacedBeforeItsDeadline() {
        for (int i = 0; i < 3; i++) {
            scene.requested(Ports.SMALL, UUID.randomUUID(), scene.newNumber());
        }
        soon().until(() -> telnyx.requests().size() == 3);
        JsonObject body = new JsonObject(EventJson.write(scene.call(Ports.SMALL, run, phone, false, "service")))
                .put("deadline", clock.instant().plusSeconds(600).toString());
        bus.say(Topic.CALL_REQUESTED, Ports.SMALL, body.getMap());
        UUID callId = UUID.fromString(body.getString("call_id"));
        soon().until(() -> scene.callState(callId).equals("QUEUED"));

        clock.advance(Duration.ofMinutes(11));
        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).reason()).isEqualTo(CallAbandoned.Reason.NO_WINDOW);
        assertThat(telnyx.requestsFor(phone)).isEmpty();
    }
}
