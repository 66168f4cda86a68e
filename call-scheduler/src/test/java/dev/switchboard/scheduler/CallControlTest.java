package dev.switchboard.scheduler;

import static dev.switchboard.scheduler.Scene.soon;
import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Outcome;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.scheduler.FakeTelnyx.Fate;
import dev.switchboard.scheduler.application.Attempts;
import dev.switchboard.scheduler.application.ClientState;
import dev.switchboard.scheduler.application.SteerCall;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.quarkus.vertx.VertxContextSupport;
import io.vertx.core.json.JsonObject;
import jakarta.inject.Inject;
import java.time.Duration;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Ports.class, restrictToAnnotatedClass = false)
class CallControlTest {

    private static final String LEAVE_WORD = "{\"rule\": \"leave_message\", \"message\": \"Call us back.\"}";

    @Inject
    Scene scene;

    @Inject
    FakeTelnyx telnyx;

    @Inject
    TestClock clock;

    @Inject
    Bus bus;

    @Inject
    Attempts attempts;

    @Inject
    SteerCall steerCall;

    @Inject
    UnitOfWork work;

    private final UUID run = UUID.randomUUID();
    private String phone;

    @BeforeEach
    void begin() {
        scene.begin();
        phone = scene.newNumber();
    }

    private CallRequested dialled(String recipients, String voicemail) {
        CallRequested call = scene.call(Ports.DIALLING, run, phone, false, recipients);
        JsonObject body = new JsonObject(EventJson.write(call));
        if (!voicemail.isEmpty()) {
            body.put("voicemail", new JsonObject(voicemail).getMap());
        }
        bus.say(Topic.CALL_REQUESTED, Ports.DIALLING, body.getMap());
        soon().until(() -> scene.answered(call.callId()));
        return call;
    }

    private JsonObject dial() {
        return telnyx.calls().dials(phone).get(0);
    }

    private void hears(String type, Map<String, Object> more) {
        Map<String, Object> all = new HashMap<>(more);
        all.put("client_state", dial().getString("client_state"));
        scene.webhook(Ports.DIALLING, type, phone, FakeCalls.controlOf(phone), all);
    }

    private void hears(String type, String result) {
        hears(type, Map.of("result", result));
    }

    private void hangsUp(String cause) {
        hears("call.hangup", Map.of("hangup_cause", cause));
    }

    private List<String> actions() {
        return telnyx.calls().actionNames(phone);
    }

    private CallCompleted ended() {
        soon().until(() -> scene.completed(run).size() == 1);
        return scene.completed(run).get(0);
    }

    @Test
    void dialsAndPutsTheAssistantOnOnceAPersonIsHeard() {
        CallRequested call = dialled("service", "");
        assertThat(dial().getString("connection_id")).isEqualTo(Ports.CONNECTION);
        assertThat(dial().getString("from")).isEqualTo(Scene.OUR_NUMBER);
        assertThat(dial().getString("webhook_url")).isEqualTo("https://example.com/webhooks/telnyx/x");
        assertThat(dial().getString("answering_machine_detection")).isEqualTo("premium");
        assertThat(ClientState.attemptId(dial().getString("client_state")))
                .contains(UUID.fromString(dial().getString("command_id")));
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(scene.scheduled(run).get(0).via()).isEqualTo("dial");
        assertThat(scene.scheduled(run).get(0).callControlId()).contains(FakeCalls.controlOf(phone));
        assertThat(telnyx.requests()).isEmpty();

        hears("call.initiated", Map.of());
        hears("call.answered", Map.of());
        soon().until(() -> waiting("START_ASSISTANT"));
        assertThat(actions()).isEmpty();
        hears("call.machine.premium.detection.ended", "human_residence");
        soon().until(() -> actions().equals(List.of("ai_assistant_start")));

        JsonObject start = telnyx.calls().actions(phone).get(0).body();
        assertThat(start.getJsonObject("assistant").getString("id")).isEqualTo(call.assistantId());
        assertThat(start.getJsonObject("assistant")
                        .getJsonObject("dynamic_variables")
                        .getString("best_quote"))
                .isEqualTo("65");
        assertThat(start.getString("command_id")).isNotBlank();
        soon().until(() -> done("START_ASSISTANT"));
        hangsUp("normal_clearing");
        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended().conversationId()).contains("conversation-" + FakeCalls.controlOf(phone));
        assertThat(ended().voicemailLeft()).isEmpty();
    }

    private boolean waiting(String kind) {
        return standing(kind, "WAITING");
    }

    private boolean done(String kind) {
        return standing(kind, "DONE");
    }

    /** The answer to the n-th try is recorded: whoever records it gives its lease back. */
    private boolean recorded(int tries) {
        return scene.sql("select 1 from command where tries = $1 and lease_until < timestamptz '2000-01-01'", tries)
                        .size()
                == 1;
    }

    private boolean standing(String kind, String state) {
        return scene.sql("select 1 from command where kind = $1 and state = $2", kind, state)
                        .size()
                == 1;
    }

    @Test
    void automatedLinesAreTalkedToAtOnce() {
        dialled("automated", "");
        assertThat(dial().containsKey("answering_machine_detection")).isFalse();
        hears("call.answered", Map.of());
        soon().until(() -> actions().equals(List.of("ai_assistant_start")));
    }

    @Test
    void hangsUpOnAMachine() {
        dialled("service", "{\"rule\": \"hang_up\"}");
        hears("call.answered", Map.of());
        hears("call.machine.premium.detection.ended", "machine");
        soon().until(() -> actions().equals(List.of("hangup")));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.VOICEMAIL);
        assertThat(ended().voicemailLeft()).isEmpty();
    }

    /** Nobody can say who it is: it may be a person, and a person is never hung up on. */
    @ParameterizedTest(name = "{0}: {1}")
    @CsvSource({
        "call.machine.premium.detection.ended, silence",
        "call.machine.premium.detection.ended, not_sure",
        "call.machine.premium.detection.ended, human_business",
        "call.machine.detection.ended,         not_sure",
        "call.machine.detection.ended,         human",
    })
    void talksToWhoeverMayBeAPerson(String type, String result) {
        dialled("service", LEAVE_WORD);
        hears("call.answered", Map.of());
        hears(type, result);
        soon().until(() -> actions().equals(List.of("ai_assistant_start")));
        soon().until(() -> done("START_ASSISTANT"));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended().voicemailLeft()).isEmpty();
    }

    @Test
    void leavesNoMessageOnAFax() {
        dialled("service", LEAVE_WORD);
        hears("call.answered", Map.of());
        hears("call.machine.premium.detection.ended", "fax_detected");
        soon().until(() -> actions().equals(List.of("hangup")));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.VOICEMAIL);
        assertThat(ended().voicemailLeft()).isEmpty();
    }

    @Test
    void leavesOneMessageAfterTheBeepAndHangsUp() {
        dialled("service", LEAVE_WORD);
        hears("call.answered", Map.of());
        hears("call.machine.premium.detection.ended", "machine");
        soon().until(() -> waiting("LEAVE_MESSAGE"));
        assertThat(actions()).isEmpty();
        hears("call.machine.premium.greeting.ended", "beep_detected");
        soon().until(() -> actions().equals(List.of("speak")));
        assertThat(telnyx.calls().actions(phone).get(0).body().getString("payload"))
                .isEqualTo("Call us back.");
        assertThat(telnyx.calls().actions(phone).get(0).body().getString("voice"))
                .isNotBlank();
        soon().until(() -> done("LEAVE_MESSAGE"));
        hears("call.machine.premium.greeting.ended", "beep_detected");
        hears("call.speak.ended", Map.of("status", "completed"));
        soon().until(() -> actions().equals(List.of("speak", "hangup")));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.VOICEMAIL);
        assertThat(ended().voicemailLeft()).contains(true);
        assertThat(scene.sql("select 1 from attempt where voicemail_left")).hasSize(1);
    }

    @Test
    void leavesNobodyASecondMessage() {
        scene.sql(
                "insert into voicemail_message (account, phone, left_at, attempt_id) values ($1, $2, now(), $3)",
                Ports.DIALLING,
                phone,
                UUID.randomUUID());
        dialled("service", LEAVE_WORD);
        hears("call.answered", Map.of());
        hears("call.machine.premium.detection.ended", "machine");
        soon().until(() -> actions().equals(List.of("hangup")));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.VOICEMAIL);
        assertThat(ended().voicemailLeft()).isEmpty();
    }

    @Test
    void talksToWhoeverItIsWhenTheDetectionDoesNotCome() {
        dialled("service", LEAVE_WORD);
        hears("call.answered", Map.of());
        soon().until(() -> waiting("START_ASSISTANT"));
        clock.advance(Duration.ofSeconds(12));
        soon().until(() -> actions().equals(List.of("ai_assistant_start")));
    }

    @Test
    void findsADialWhoseAnswerWasLostAmongTheLiveCalls() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = dialled("service", "");
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        clock.advance(Duration.ofSeconds(6));

        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        soon().until(() -> scene.scheduled(run).size() == 1);
        assertThat(telnyx.calls().dials(phone)).hasSize(1);
    }

    @Test
    void aWebhookWithItsStateTellsThatALostAnswerWasAYes() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = dialled("service", "");
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        hears("call.initiated", Map.of());

        soon().until(() -> scene.attemptState(call.callId()).equals("LIVE"));
        assertThat(telnyx.calls().dials(phone)).hasSize(1);
    }

    @Test
    void aWebhookOfSomebodyElsesCallToTheSameNumberIsNotTaken() {
        telnyx.next(phone, Fate.ACCEPT_THEN_DROP);
        CallRequested call = dialled("service", "");
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        UUID event = scene.webhook(Ports.DIALLING, "call.initiated", phone, "v3:other", Map.of());

        soon().until(() ->
                scene.sql("select 1 from seen_event where event_id = $1", event).size() == 1);
        assertThat(scene.attemptState(call.callId())).isEqualTo("UNKNOWN");
    }

    @Test
    void neverDialsAgainOnAGuess() {
        telnyx.next(phone, Fate.DROP);
        CallRequested call = dialled("service", "");
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        clock.advance(Duration.ofSeconds(6));
        soon().until(() -> scene.sql("select looks from attempt").get(0).getInteger(0) == 1);
        clock.advance(Duration.ofSeconds(60));
        assertThat(scene.attemptState(call.callId())).isEqualTo("UNKNOWN");
        clock.advance(Duration.ofMinutes(30));

        assertThat(ended().outcome()).isEqualTo(Outcome.FAILED);
        assertThat(ended().nextAttemptAt()).isPresent();
        assertThat(telnyx.calls().dials(phone)).hasSize(1);
    }

    @Test
    void doesNotGiveUpADialWhileTelnyxDoesNotAnswer() {
        telnyx.next(phone, Fate.DROP);
        telnyx.failLists(true);
        CallRequested call = dialled("service", "");
        soon().until(() -> scene.attemptState(call.callId()).equals("UNKNOWN"));
        for (int i = 0; i < 3; i++) {
            clock.advance(Duration.ofMinutes(2));
            soon().until(() -> scene.sql("select look_at from attempt")
                    .get(0)
                    .getOffsetDateTime(0)
                    .toInstant()
                    .isAfter(clock.instant()));
        }
        assertThat(scene.attemptState(call.callId())).isEqualTo("UNKNOWN");
    }

    @Test
    void asksForACallWhoseHangupDoesNotCome() {
        CallRequested call = dialled("automated", "");
        hears("call.answered", Map.of());
        soon().until(() -> done("START_ASSISTANT"));
        telnyx.calls().end(phone, 42);
        clock.advance(Duration.ofMinutes(4));

        assertThat(ended().outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(ended().durationSecs()).isEqualTo(42);
        assertThat(scene.callState(call.callId())).isEqualTo("SETTLED");
    }

    @Test
    void whetherItWasBusyIsLeftForTheWebhookToTell() {
        dialled("service", "");
        telnyx.calls().end(phone, 0);
        clock.advance(Duration.ofMinutes(10));
        soon().until(() ->
                scene.sql("select 1 from attempt where state = 'LIVE'").size() == 1);
        assertThat(scene.completed(run)).isEmpty();

        hangsUp("user_busy");

        assertThat(ended().outcome()).isEqualTo(Outcome.BUSY);
    }

    @Test
    void aCallThatNobodyTellsOfHasFailedInTheEnd() {
        dialled("service", "");
        telnyx.calls().end(phone, 0);
        clock.advance(Duration.ofMinutes(31));

        assertThat(ended().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void repeatsACommandWhoseAnswerWasLostUnderTheSameId() {
        telnyx.next("ai_assistant_start", Fate.ACCEPT_THEN_DROP, Fate.TOO_MANY);
        dialled("automated", "");
        hears("call.answered", Map.of());
        soon().until(() -> actions().size() == 1);
        for (int tries = 1; tries <= 2; tries++) {
            int tried = tries;
            soon().until(() -> recorded(tried));
            clock.advance(Duration.ofSeconds(5));
            soon().until(() -> actions().size() == tried + 1);
        }
        soon().until(() -> done("START_ASSISTANT"));
        assertThat(telnyx.calls().actions(phone).stream()
                        .map(action -> action.body().getString("command_id"))
                        .distinct())
                .hasSize(1);
    }

    @Test
    void doesNotStopHangingUpWhileTelnyxDoesNotAnswer() {
        telnyx.next("hangup", Collections.nCopies(25, Fate.DROP).toArray(Fate[]::new));
        dialled("service", "{\"rule\": \"hang_up\"}");
        hears("call.answered", Map.of());
        hears("call.machine.premium.detection.ended", "machine");
        for (int tries = 1; tries <= 25; tries++) {
            int tried = tries;
            soon().until(() -> recorded(tried));
            clock.advance(Duration.ofSeconds(31));
        }

        soon().until(() -> done("HANG_UP"));
        assertThat(actions()).hasSize(26).containsOnly("hangup");
    }

    @Test
    void hangsUpWhenTheAssistantCannotBeStarted() {
        telnyx.next("ai_assistant_start", Fate.WRONG);
        dialled("automated", "");
        hears("call.answered", Map.of());
        soon().until(() -> actions().equals(List.of("ai_assistant_start", "hangup")));
        hangsUp("normal_clearing");

        assertThat(ended().outcome()).isEqualTo(Outcome.FAILED);
    }

    @Test
    void endsALiveCallThatIsNoLongerWanted() throws Throwable {
        CallRequested call = dialled("automated", "");
        hears("call.answered", Map.of());
        soon().until(() -> done("START_ASSISTANT"));
        UUID attemptId = scene.sql("select id from attempt where call_id = $1", call.callId())
                .get(0)
                .getUUID(0);
        boolean ends = VertxContextSupport.subscribeAndAwait(() -> work.perform(session ->
                attempts.lock(session, attemptId).chain(attempt -> steerCall.end(session, attempt.orElseThrow()))));
        assertThat(ends).isTrue();

        soon().until(() -> actions().equals(List.of("ai_assistant_start", "hangup")));
    }

    @Test
    void saysWhichSettingIsMissing() {
        CallRequested call = scene.call(Ports.LARGE, run, phone, false, "service");
        bus.say(
                Topic.CALL_REQUESTED,
                Ports.LARGE,
                new JsonObject(EventJson.write(call)).put("via", "call_control").getMap());

        soon().until(() -> scene.abandoned(run).size() == 1);
        assertThat(scene.abandoned(run).get(0).detail()).contains("switchboard.accounts.large.connection-id");
    }
}
