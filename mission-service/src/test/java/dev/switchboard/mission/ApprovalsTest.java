package dev.switchboard.mission;

import static dev.switchboard.mission.support.People.answers;
import static dev.switchboard.mission.support.People.approval;
import static dev.switchboard.mission.support.People.approves;
import static dev.switchboard.mission.support.People.asked;
import static dev.switchboard.mission.support.People.decides;
import static dev.switchboard.mission.support.People.pressed;
import static dev.switchboard.mission.support.Service.awaitStatus;
import static dev.switchboard.mission.support.Service.bus;
import static dev.switchboard.mission.support.Service.calls;
import static dev.switchboard.mission.support.Service.callsSoFar;
import static dev.switchboard.mission.support.Service.file;
import static dev.switchboard.mission.support.Service.get;
import static dev.switchboard.mission.support.Service.launch;
import static dev.switchboard.mission.support.Service.telnyx;
import static io.restassured.RestAssured.given;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.ApprovalDecided.Decision;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.Topic;
import dev.switchboard.mission.support.Service.Launched;
import dev.switchboard.mission.support.Surroundings;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** Nothing guarded happens without the word of somebody listed, about exactly that, and it happens once. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = Surroundings.class, restrictToAnnotatedClass = false)
class ApprovalsTest {

    private static final String ACCOUNT = "approvals";
    private static final String APPROVED = "{\"decision\": \"approved\"}";

    @Test
    void makesExactlyWhatWasShownOnceSomebodyListedSaysSo() {
        String name = "Exact";
        Launched mission = launch(ACCOUNT, sweep(name));
        JsonNode asked = asked(mission);

        assertThat(awaitStatus(mission, "awaiting_approval").path("status").asText())
                .isEqualTo("awaiting_approval");
        assertThat(asked.path("action").asText()).isEqualTo("assistant.create");
        assertThat(made(name)).isEmpty();
        ApprovalRequested requested = bus().await(
                        Topic.APPROVAL_REQUESTED,
                        event -> event.headers()
                                .correlationId()
                                .filter(mission.runId().toString()::equals)
                                .isPresent())
                .as(ApprovalRequested.class);
        assertThat(requested.digest()).isEqualTo(asked.path("digest").asText());
        assertThat(requested.approvers()).containsExactly("dana", "kim");
        decides("eve", asked, APPROVED).then().statusCode(403);
        given().header("Authorization", "Bearer " + Surroundings.token(ACCOUNT))
                .contentType("application/json")
                .body(APPROVED)
                .post("/v1/approvals/" + asked.path("approval_id").asText() + "/decision")
                .then()
                .statusCode(403);
        decides("hal", asked, APPROVED).then().statusCode(404);
        decides("dana", asked, "{\"decision\": \"approved\", \"digest\": \"" + "0".repeat(64) + "\"}")
                .then()
                .statusCode(409);
        decides("dana", asked, "{\"decision\": \"maybe\"}").then().statusCode(422);

        approves("dana", asked).then().statusCode(200);

        assertThat(calls(mission, 10)).hasSize(10);
        assertThat(made(name)).hasSize(1);
        assertThat(made(name).get(0)).isEqualTo(asked.at("/request/body"));
        assertThat(decides("kim", asked, "{\"decision\": \"rejected\"}")
                        .then()
                        .statusCode(409)
                        .extract()
                        .<String>path("detail"))
                .isEqualTo("already approved by dana");
        JsonNode settled = approval(ACCOUNT, asked);
        assertThat(settled.path("status").asText()).isEqualTo("approved");
        assertThat(settled.at("/execution/state").asText()).isEqualTo("executed");
        List<ApprovalAnswered> answers = answers(asked, 4);
        assertThat(answers).filteredOn(ApprovalAnswered::counted).hasSize(1);
        assertThat(events(mission, "approval.answered")).hasSize(4);
    }

    @Test
    void aRejectionEndsTheRunWithTheWordsOfWhoeverSaidIt() {
        Launched mission = launch(ACCOUNT, sweep("Rejected"));

        decides("kim", asked(mission), "{\"decision\": \"rejected\", \"words\": \"use the other one\"}")
                .then()
                .statusCode(200);

        assertThat(awaitStatus(mission, "failed").path("reason").asText())
                .isEqualTo("assistant.create was not approved: rejected by kim: \"use the other one\"");
        assertThat(made("Rejected")).isEmpty();
    }

    @Test
    void oneOfManyDecisionsAtOnceCounts() {
        Launched mission = launch(ACCOUNT, sweep("Race"));
        JsonNode asked = asked(mission);
        Stream<CompletableFuture<Integer>> posted = IntStream.range(0, 8)
                .mapToObj(n -> CompletableFuture.supplyAsync(() -> decides(
                                n % 2 == 0 ? "dana" : "kim", asked, n < 4 ? APPROVED : "{\"decision\": \"rejected\"}")
                        .statusCode()));

        List<CompletableFuture<Integer>> racing = posted.toList();
        IntStream.range(0, 4)
                .forEach(n -> bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, pressed(asked, Decision.REJECTED, "dana")));
        List<Integer> statuses = racing.stream().map(CompletableFuture::join).toList();

        assertThat(answers(asked, 12)).filteredOn(ApprovalAnswered::counted).hasSize(1);
        assertThat(statuses).filteredOn(status -> status == 200).hasSizeLessThanOrEqualTo(1);
        String status = approval(ACCOUNT, asked).path("status").asText();
        if (status.equals("approved")) {
            assertThat(calls(mission, 10)).hasSize(10);
            assertThat(made("Race")).hasSize(1);
        } else {
            awaitStatus(mission, "failed");
            assertThat(made("Race")).isEmpty();
        }
    }

    @Test
    void aPressInAChannelCountsOnceAndOnlyFromSomebodyListed() {
        Launched mission = launch(ACCOUNT, sweep("Channel"));
        JsonNode asked = asked(mission);
        UUID event = UUID.randomUUID();
        ApprovalDecided press = pressed(asked, Decision.APPROVED, "Dana");

        bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, pressed(asked, Decision.APPROVED, "slack:UFORGED"));
        bus().say(event, Topic.APPROVAL_DECIDED, ACCOUNT, press);
        bus().say(event, Topic.APPROVAL_DECIDED, ACCOUNT, press);
        calls(mission, 10);
        bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, pressed(asked, Decision.REJECTED, "kim"));

        List<ApprovalAnswered> answers = answers(asked, 3);
        assertThat(answers).extracting(ApprovalAnswered::counted).containsExactly(false, true, false);
        assertThat(answers.get(1).decisionId()).isEqualTo(press.decisionId());
        assertThat(answers.get(2).reason()).contains("already approved by Dana");
        assertThat(made("Channel")).hasSize(1);
    }

    /** What a forged, altered or replayed callback may become: nothing is decided, and everything about it is recorded. */
    @Test
    void nothingForgedDecidesAndAllOfItIsOnRecord() {
        Launched mission = launch(ACCOUNT, sweep("Forged"));
        JsonNode asked = asked(mission);
        ApprovalDecided press = pressed(asked, Decision.APPROVED, "dana");
        ApprovalDecided altered = with(press, ACCOUNT, "0".repeat(64), Optional.of(UUID.randomUUID()));
        ApprovalDecided ofAnotherAccount = with(press, "hasty", press.digest(), Optional.of(UUID.randomUUID()));

        bus().say(Topic.APPROVAL_DECIDED, "hasty", ofAnotherAccount);
        bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, pressed(asked, Decision.APPROVED, "telegram:666"));
        bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, altered);
        List<ApprovalAnswered> refused = answers(asked, 2);

        assertThat(refused).extracting(ApprovalAnswered::counted).containsOnly(false);
        assertThat(refused).extracting(ApprovalAnswered::status).containsOnly(ApprovalAnswered.Status.PENDING);
        assertThat(refused).allSatisfy(answer -> assertThat(answer.reason()).isPresent());
        assertThat(approval(ACCOUNT, asked).path("status").asText()).isEqualTo("pending");
        assertThat(made("Forged")).isEmpty();
        assertThat(events(mission, "approval.answered")).hasSize(2);
        assertThat(given().header("Authorization", "Bearer " + Surroundings.token(ACCOUNT))
                        .get("/v1/runs/" + mission.runId() + "/audit")
                        .asString())
                .contains("telegram:666");

        // When it is decided, then by the one that was neither
        bus().say(Topic.APPROVAL_DECIDED, ACCOUNT, press);
        assertThat(calls(mission, 10)).hasSize(10);
        assertThat(answers(asked, 3).get(2).decidedBy()).contains("dana");
    }

    private static ApprovalDecided with(
            ApprovalDecided press, String account, String digest, Optional<UUID> decisionId) {
        return new ApprovalDecided(
                press.approvalId(),
                account,
                digest,
                press.decision(),
                press.decidedBy(),
                press.channel(),
                press.words(),
                press.shortlist(),
                press.decidedAt(),
                decisionId);
    }

    @Test
    void looksForWhatALostAnswerMayHaveMadeOfAnApprovedRequest() {
        Launched mission = launch(ACCOUNT, sweep("Lost"));
        JsonNode asked = asked(mission);
        telnyx().loseAnswers(ACCOUNT, "POST", "/ai/assistants", 1);

        approves("dana", asked).then().statusCode(200);

        assertThat(calls(mission, 10)).hasSize(10);
        assertThat(telnyx().assistants(ACCOUNT).stream()
                        .filter(assistant -> assistant.path("name").asText().equals("Lost")))
                .hasSize(1);
    }

    @Test
    void runsThatNeedTheSameShareIt() {
        Launched first = launch(ACCOUNT, sweep("Shared"));
        Launched second = launch(ACCOUNT, sweep("Shared"));
        JsonNode askedFirst = asked(first);
        JsonNode askedSecond = asked(second);

        approves("dana", askedFirst).then().statusCode(200);
        calls(first, 10);
        approves("dana", askedSecond).then().statusCode(200);

        assertThat(calls(second, 10).get(0).assistantId())
                .isEqualTo(calls(first, 10).get(0).assistantId());
        assertThat(made("Shared")).hasSize(1);
    }

    @Test
    void nobodyDecidingInTimeFailsTheRun() {
        Launched mission = launch("hasty", sweep("Nobody"));
        JsonNode asked = asked(mission);

        assertThat(awaitStatus(mission, "failed").path("reason").asText()).contains("nobody decided in time");

        assertThat(approves("hal", asked).then().statusCode(409).extract().<String>path("detail"))
                .startsWith("expired at ");
        assertThat(answers(asked, 2))
                .extracting(ApprovalAnswered::status)
                .containsOnly(ApprovalAnswered.Status.EXPIRED);
    }

    @Test
    void aDecisionBesideItsExpiryIsOneOrTheOther() {
        Launched mission = launch("hasty", sweep("Beside"));
        JsonNode asked = asked(mission);

        await().until(() -> decides("hal", asked, "{\"decision\": \"changed\", \"shortlist\": [\"+1\"]}")
                .<String>path("detail")
                .startsWith("expired at "));

        awaitStatus(mission, "failed");
        approves("hal", asked).then().statusCode(409);
        ApprovalDecided press = pressed(asked, Decision.APPROVED, "hal");
        bus().say(Topic.APPROVAL_DECIDED, "hasty", press);
        bus().await(
                        Topic.APPROVAL_ANSWERED,
                        event -> event.as(ApprovalAnswered.class).decisionId().equals(press.decisionId()));
        assertThat(answers(asked, 2)).filteredOn(ApprovalAnswered::counted).hasSize(1);
    }

    @Test
    void aRunThatEndsFirstWithdrawsWhatItAsked() {
        Launched mission = launch(ACCOUNT, sweep("Withdrawn"));
        JsonNode asked = asked(mission);

        given().header("Authorization", "Bearer " + Surroundings.token(ACCOUNT))
                .post("/v1/runs/" + mission.runId() + "/cancel")
                .then()
                .statusCode(200);

        awaitStatus(mission, "cancelled");
        assertThat(approves("dana", asked).then().statusCode(409).extract().<String>path("detail"))
                .isEqualTo("withdrawn: the run ended first");
        assertThat(approval(ACCOUNT, asked).path("status").asText()).isEqualTo("withdrawn");
        assertThat(made("Withdrawn")).isEmpty();
    }

    @Test
    void aPlanIsShownBeforeTheFirstCall() {
        String plan = sweep("Plan") + "approval: {before_calls: true}\n";
        Launched approved = launch("planned", plan);
        JsonNode asked = asked(approved);
        Launched rejected = launch("planned", plan);

        assertThat(asked.path("action").asText()).isEqualTo("mission.calls");
        assertThat(asked.at("/request/targets").asInt()).isEqualTo(10);
        assertThat(asked.at("/request/first_targets/0").asText()).isEqualTo("Phoenix AZ");
        assertThat(asked.at("/request/from/0").asText()).startsWith("+1");
        assertThat(callsSoFar(approved)).isZero();
        decides("paula", asked, "{\"decision\": \"changed\", \"shortlist\": [\"+16025550101\"]}")
                .then()
                .statusCode(409);
        approves("paula", asked).then().statusCode(200);
        decides("paula", asked(rejected), "{\"decision\": \"rejected\", \"words\": \"not today\"}")
                .then()
                .statusCode(200);

        assertThat(calls(approved, 10)).hasSize(10);
        assertThat(awaitStatus(rejected, "cancelled").path("reason").asText())
                .isEqualTo("mission.calls was not approved: rejected by paula: \"not today\"");
        assertThat(callsSoFar(rejected)).isZero();
    }

    @Test
    void aNumberIsTakenFromItsConnectionOnlyWithSomebodysWord() {
        telnyx().number("planned", "+13125557702", "somebody-elses-app", true);
        Launched mission = launch("planned", "from: \"+13125557702\"\n" + sweep("Number"));
        JsonNode asked = asked(mission);

        assertThat(asked.path("action").asText()).isEqualTo("number.reassign");
        assertThat(telnyx().asked("planned", "PATCH", asked.at("/request/path").asText()))
                .isEmpty();
        approves("paula", asked).then().statusCode(200);

        assertThat(calls(mission, 10).get(0).from()).isEqualTo("+13125557702");
        assertThat(telnyx().asked("planned", "PATCH", asked.at("/request/path").asText()))
                .hasSize(1);
    }

    private static List<JsonNode> made(String name) {
        return Stream.of(ACCOUNT, "hasty")
                .flatMap(account -> telnyx().asked(account, "POST", "/ai/assistants").stream())
                .map(request -> request.body())
                .filter(body -> body.path("name").asText().equals(name))
                .toList();
    }

    private static List<JsonNode> events(Launched mission, String type) {
        return Stream.of(get(mission.account(), "/v1/runs/" + mission.runId() + "/events?limit=500")
                        .path("data"))
                .flatMap(data -> IntStream.range(0, data.size()).mapToObj(data::get))
                .filter(event -> event.path("type").asText().equals(type))
                .toList();
    }

    /** A sweep whose assistant nobody else wants. */
    private static String sweep(String assistant) {
        return file("weather-sweep.yaml").replace("name: Weather Listener", "name: " + assistant);
    }
}
