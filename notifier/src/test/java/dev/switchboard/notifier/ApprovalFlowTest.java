package dev.switchboard.notifier;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.embedded.EmbeddedStack;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import io.quarkus.test.common.QuarkusTestResource;
import io.quarkus.test.junit.QuarkusTest;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.Tuple;
import jakarta.inject.Inject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.StreamSupport;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** From the question to the decision and back, with a real broker and database and channels that lose answers. */
@QuarkusTest
@QuarkusTestResource(value = EmbeddedStack.class, restrictToAnnotatedClass = false)
@QuarkusTestResource(value = FakeChannels.class, restrictToAnnotatedClass = false)
class ApprovalFlowTest {

    private static final Duration SOON = Duration.ofMinutes(2);
    private static final Instant ASKED_AT = Instant.parse("2026-03-02T17:00:00Z");
    private static final String DIGEST = "1d06455b1575b5b19d6290be2f5fcb7e26d580dad1f8075ce6175b256f6d68ff";
    private static final String HELIX = "+14155550308";
    private static final String DELTA = "+14155550304";

    @ConfigProperty(name = "kafka.bootstrap.servers")
    String broker;

    @ConfigProperty(name = "fake.url")
    String fake;

    @Inject
    Pool pool;

    private Topics topics;

    @BeforeEach
    void connect() {
        topics = new Topics(broker);
    }

    @AfterEach
    void disconnect() {
        topics.close();
    }

    @Test
    void asksOnceInEveryChannelAndShowsTheAnswer() {
        // Given
        ApprovalRequested asked = question("both");
        UUID eventId = UUID.randomUUID();

        // When
        ask(eventId, asked);
        ask(eventId, asked);
        ask(UUID.randomUUID(), asked);

        // Then
        allShown(asked, 2);
        assertThat(requests("chat.postMessage", asked)).hasSize(1);
        assertThat(requests("sendMessage", asked)).hasSize(1);
        assertThat(withButtons(asked)).hasSize(2);

        // When
        answer(answered(asked, true, ApprovalAnswered.Status.APPROVED, Optional.empty()));
        answer(answered(asked, false, ApprovalAnswered.Status.APPROVED, Optional.of(UUID.randomUUID())));

        // Then
        await().atMost(SOON)
                .until(() -> requests("chat.update", asked).size() == 2
                        && requests("editMessageText", asked).size() == 2);
        JsonNode inSlack = requests("chat.update", asked).get(1);
        assertThat(inSlack.path("text").asText()).contains("Approved by dana in Slack");
        assertThat(inSlack.path("ts").asText()).isEqualTo(rowOf(asked, "SLACK").getString("reference"));
        assertThat(inSlack.toString()).doesNotContain("\"button\"");
        JsonNode inTelegram = requests("editMessageText", asked).get(1);
        assertThat(inTelegram.path("reply_markup").path("inline_keyboard")).isEmpty();
        assertThat(withButtons(asked)).hasSize(2);
    }

    @Test
    void aPressIsOneDecisionHoweverOftenItArrives() {
        // Given
        ApprovalRequested asked = askedIn("both", 2);
        String press = ChannelCallbacks.slackPress(
                "reject", asked.approvalId(), "C_STEADY", rowOf(asked, "SLACK").getString("reference"), "U_DANA", "t1");
        UUID eventId = UUID.randomUUID();

        // When
        topics.publish(Topic.CHANNEL_WEBHOOK, eventId, "slack", webhook("slack", press));
        topics.publish(Topic.CHANNEL_WEBHOOK, eventId, "slack", webhook("slack", press));
        ApprovalRequested last = askedIn("both", 2);
        telegramPress("approve", last, 990);

        // Then
        ApprovalDecided decided = decisionsOn(last).get(0);
        assertThat(decided.decidedBy()).isEqualTo("Kim Lee");
        assertThat(decided.channel()).isEqualTo("telegram");
        assertThat(decided.decision()).isEqualTo(ApprovalDecided.Decision.APPROVED);
        List<ApprovalDecided> once = decisionsOn(asked);
        assertThat(once).hasSize(1);
        assertThat(once.get(0).decision()).isEqualTo(ApprovalDecided.Decision.REJECTED);
        assertThat(once.get(0).decidedBy()).isEqualTo("dana");
        assertThat(once.get(0).digest()).isEqualTo(DIGEST);
        assertThat(once.get(0).decisionId()).isPresent();
    }

    @Test
    void tellsAStrangerPolitelyThatItDoesNotCount() {
        // Given
        ApprovalRequested asked = askedIn("both", 2);
        slackPress("approve", asked, "U_STRANGER");
        telegramPress("approve", asked, 666);
        List<ApprovalDecided> decisions = decisionsOn(asked, 2);
        assertThat(decisions)
                .extracting(ApprovalDecided::decidedBy)
                .containsExactlyInAnyOrder("slack:U_STRANGER", "telegram:666");

        // When
        decisions.forEach(
                decision -> answer(answered(asked, false, ApprovalAnswered.Status.PENDING, decision.decisionId())));

        // Then
        await().atMost(SOON)
                .until(() -> !matching("chat.postEphemeral", "U_STRANGER").isEmpty());
        JsonNode ephemeral = matching("chat.postEphemeral", "U_STRANGER").get(0);
        assertThat(ephemeral.path("channel").asText()).isEqualTo("C_STEADY");
        assertThat(ephemeral.path("text").asText()).contains("does not count").contains("not an approver");
        await().atMost(SOON)
                .until(() -> !matching("answerCallbackQuery", "q-666-" + asked.approvalId())
                        .isEmpty());
        assertThat(requests("chat.update", asked)).hasSize(1);
    }

    /** Signed as the rest, but not what our message carries: another question, another account's channel, no question. */
    @Test
    void whoPressesAnythingButTheButtonsOfItsMessageIsNobodyWeKnow() {
        // Given
        ApprovalRequested shown = askedIn("both", 2);
        ApprovalRequested meant = askedIn("both", 2);
        ApprovalRequested unknown = question("both");
        String message = rowOf(shown, "SLACK").getString("reference");

        // When
        heard("slack", ChannelCallbacks.slackPress("approve", meant.approvalId(), "C_STEADY", message, "U_DANA", "a"));
        heard("slack", ChannelCallbacks.slackPress("approve", meant.approvalId(), "C_FLAKY", message, "U_DANA", "b"));
        heard("slack", ChannelCallbacks.slackSubmission(meant.approvalId(), "C_FLAKY", "U_DANA", List.of("1")));
        heard(
                "telegram",
                ChannelCallbacks.telegramPress(
                        2,
                        "approve:" + meant.approvalId(),
                        100,
                        Long.parseLong(rowOf(shown, "TELEGRAM").getString("reference")),
                        990,
                        "q-altered"));
        heard(
                "slack",
                ChannelCallbacks.slackPress("approve", unknown.approvalId(), "C_STEADY", message, "U_DANA", "c"));
        heard("slack", ChannelCallbacks.slackPress("change", meant.approvalId(), "C_STEADY", message, "U_KIM", "d"));

        // Then
        assertThat(decisionsOn(meant, 4))
                .extracting(ApprovalDecided::decidedBy)
                .containsExactlyInAnyOrder("slack:U_DANA", "slack:U_DANA", "slack:U_DANA", "telegram:990");
        await().atMost(SOON)
                .until(() ->
                        matching("chat.postEphemeral", "does not ask about it").size() == 2);
        assertThat(matching("chat.postEphemeral", "does not ask about it"))
                .allSatisfy(
                        answer -> assertThat(answer.path("channel").asText()).isEqualTo("C_STEADY"));
        assertThat(topics.on(Topic.APPROVAL_DECIDED, shown.approvalId().toString()))
                .isEmpty();
        assertThat(topics.on(Topic.APPROVAL_DECIDED, unknown.approvalId().toString()))
                .isEmpty();
        assertThat(matching("views.open", meant.approvalId().toString())).isEmpty();
    }

    @Test
    void changesTheShortlistByAForm() {
        // Given
        ApprovalRequested asked = askedIn("both", 2);

        // When
        slackPress("change", asked, "U_DANA");

        // Then
        await().atMost(SOON)
                .until(() ->
                        !matching("views.open", asked.approvalId().toString()).isEmpty());
        JsonNode view = matching("views.open", asked.approvalId().toString()).get(0);
        assertThat(view.path("trigger_id").asText()).isEqualTo("trigger-U_DANA");

        // When
        String metadata = view.path("view").path("private_metadata").asText();
        String submission = ChannelCallbacks.slackSubmission(
                asked.approvalId(), metadata.split(" ")[1], "U_DANA", List.of("1", "2"));
        topics.publish(Topic.CHANNEL_WEBHOOK, UUID.randomUUID(), "slack", webhook("slack", submission));

        // Then
        ApprovalDecided decided = decisionsOn(asked).get(0);
        assertThat(decided.decision()).isEqualTo(ApprovalDecided.Decision.CHANGED);
        assertThat(decided.shortlist()).containsExactly(HELIX, DELTA);
    }

    @Test
    void changesTheShortlistByAReplyThatIsClear() {
        // Given
        ApprovalRequested asked = askedIn("both", 2);
        long message = Long.parseLong(rowOf(asked, "TELEGRAM").getString("reference"));

        // When
        telegramReply("Vendor Helix and the other one", message, 71);

        // Then
        await().atMost(SOON)
                .until(() -> !matching("sendMessage", "Nothing was changed").isEmpty());
        JsonNode reply = matching("sendMessage", "Nothing was changed").get(0);
        assertThat(reply.path("reply_parameters").path("message_id").asLong()).isEqualTo(71);

        // When
        telegramReply("Vendor Helix\n0304", message, 72);

        // Then
        ApprovalDecided decided = decisionsOn(asked).get(0);
        assertThat(decided.decision()).isEqualTo(ApprovalDecided.Decision.CHANGED);
        assertThat(decided.shortlist()).containsExactly(HELIX, DELTA);
        assertThat(decided.words()).contains("Vendor Helix\n0304");
        assertThat(decided.decidedBy()).isEqualTo("Kim Lee");
    }

    @Test
    void neverAsksTwiceWhenAnAnswerIsLost() {
        // Given a Telegram that drops the connection after it took the message, then throttles, then knows no such chat
        ApprovalRequested asked = question("asks-lost");

        // When
        ask(UUID.randomUUID(), asked);

        // Then
        allShown(asked, 1);
        assertThat(requests("sendMessage", asked).size()).isGreaterThan(1);
        assertThat(requests("sendMessage", asked)).noneMatch(message -> message.has("reply_markup"));
        assertThat(withButtons(asked)).hasSize(1);
    }

    @Test
    void asksNobodyWhatIsDecidedAlready() {
        // Given
        ApprovalRequested decided = question("both");
        answer(answered(decided, false, ApprovalAnswered.Status.EXPIRED, Optional.empty()));
        await().atMost(SOON).until(() -> approvals(decided) == 1);

        // When
        ask(UUID.randomUUID(), decided);
        ApprovalRequested after = askedIn("both", 2);

        // Then
        assertThat(withButtons(after)).hasSize(2);
        assertThat(rowsOf(decided)).isEmpty();
    }

    @Test
    void asksWhatNoMissionAskedFor() {
        // Given
        ApprovalRequested mine = question("both");
        ApprovalRequested asked = new ApprovalRequested(
                mine.approvalId(),
                Optional.empty(),
                Optional.empty(),
                mine.account(),
                "number.reassign",
                mine.question(),
                mine.digest(),
                Map.of("path", "/phone_numbers/1"),
                mine.approvers(),
                mine.requestedAt(),
                mine.expiresAt());
        ask(UUID.randomUUID(), asked);
        allShown(asked, 2);

        // When
        slackPress("change", asked, "U_DANA");
        slackPress("approve", asked, "U_DANA");

        // Then
        assertThat(decisionsOn(asked).get(0).decision()).isEqualTo(ApprovalDecided.Decision.APPROVED);
        await().atMost(SOON)
                .until(() -> !matching("chat.postEphemeral", "not changed").isEmpty());
    }

    // --- what happens

    private ApprovalRequested askedIn(String account, int places) {
        ApprovalRequested asked = question(account);
        ask(UUID.randomUUID(), asked);
        allShown(asked, places);
        return asked;
    }

    private static ApprovalRequested question(String account) {
        UUID id = UUID.randomUUID();
        List<Map<String, Object>> candidates = List.of(
                Map.of("name", "Vendor Borealis", "phone", "+14155550302"),
                Map.of("name", "Vendor Helix", "phone", HELIX),
                Map.of("name", "Vendor Delta", "phone", DELTA));
        return new ApprovalRequested(
                id,
                Optional.of(UUID.randomUUID()),
                Optional.of(UUID.randomUUID()),
                account,
                "round.advance",
                "Do these advance? " + id,
                DIGEST,
                Map.of("shortlist", candidates.subList(0, 2), "candidates", candidates),
                List.of("dana", "Kim Lee"),
                ASKED_AT,
                ASKED_AT.plus(Duration.ofDays(1)));
    }

    private void ask(UUID eventId, ApprovalRequested asked) {
        topics.publish(Topic.APPROVAL_REQUESTED, eventId, asked.account(), asked);
    }

    private void answer(ApprovalAnswered answered) {
        topics.publish(Topic.APPROVAL_ANSWERED, UUID.randomUUID(), answered.account(), answered);
    }

    private static ApprovalAnswered answered(
            ApprovalRequested asked, boolean counted, ApprovalAnswered.Status status, Optional<UUID> decisionId) {
        boolean decided = counted || decisionId.isPresent();
        return new ApprovalAnswered(
                asked.approvalId(),
                asked.account(),
                asked.missionId(),
                asked.runId(),
                asked.digest(),
                counted,
                status,
                decided ? Optional.of(ApprovalDecided.Decision.APPROVED) : Optional.empty(),
                decided ? Optional.of("dana") : Optional.empty(),
                decided ? Optional.of("slack") : Optional.empty(),
                decisionId,
                Optional.empty(),
                List.of(),
                counted ? Optional.empty() : Optional.of("not an approver"),
                ASKED_AT.plusSeconds(60));
    }

    private void slackPress(String action, ApprovalRequested asked, String user) {
        String press = ChannelCallbacks.slackPress(
                action,
                asked.approvalId(),
                "C_STEADY",
                rowOf(asked, "SLACK").getString("reference"),
                user,
                "trigger-" + user);
        topics.publish(Topic.CHANNEL_WEBHOOK, UUID.randomUUID(), "slack", webhook("slack", press));
    }

    private void telegramPress(String move, ApprovalRequested asked, long user) {
        String press = ChannelCallbacks.telegramPress(
                1,
                move + ":" + asked.approvalId(),
                100,
                Long.parseLong(rowOf(asked, "TELEGRAM").getString("reference")),
                user,
                "q-" + user + "-" + asked.approvalId());
        topics.publish(Topic.CHANNEL_WEBHOOK, UUID.randomUUID(), "telegram", webhook("telegram", press));
    }

    private void telegramReply(String text, long message, long id) {
        String reply = ChannelCallbacks.telegramReply(1, text, 100, message, 990, id);
        topics.publish(Topic.CHANNEL_WEBHOOK, UUID.randomUUID(), "telegram", webhook("telegram", reply));
    }

    private void heard(String channel, String body) {
        topics.publish(Topic.CHANNEL_WEBHOOK, UUID.randomUUID(), channel, webhook(channel, body));
    }

    private static ChannelWebhook webhook(String channel, String body) {
        return new ChannelWebhook(channel, channel + "-1", Map.of(), body, ASKED_AT.plusSeconds(30));
    }

    // --- what came of it

    private List<ApprovalDecided> decisionsOn(ApprovalRequested asked) {
        return decisionsOn(asked, 1);
    }

    private List<ApprovalDecided> decisionsOn(ApprovalRequested asked, int atLeast) {
        String id = asked.approvalId().toString();
        await().atMost(SOON).until(() -> topics.on(Topic.APPROVAL_DECIDED, id).size() >= atLeast);
        return topics.on(Topic.APPROVAL_DECIDED, id).stream()
                .peek(body -> assertThat(EventContract.violations(Topic.APPROVAL_DECIDED, body))
                        .isEmpty())
                .map(body -> EventJson.read(body, ApprovalDecided.class))
                .toList();
    }

    private void allShown(ApprovalRequested asked, int places) {
        await().atMost(SOON)
                .until(
                        () -> rowsOf(asked).stream()
                                .map(row -> row.getString("state"))
                                .toList(),
                        states -> states.size() == places && states.stream().allMatch("SENT"::equals));
    }

    private Row rowOf(ApprovalRequested asked, String channel) {
        return rowsOf(asked).stream()
                .filter(row -> row.getString("channel").equals(channel))
                .findFirst()
                .orElseThrow();
    }

    private List<Row> rowsOf(ApprovalRequested asked) {
        List<Row> rows = new ArrayList<>();
        pool.preparedQuery("select * from notification where approval_id = $1 and kind = 'QUESTION'")
                .execute(Tuple.of(asked.approvalId()))
                .await()
                .atMost(SOON)
                .forEach(rows::add);
        return rows;
    }

    private long approvals(ApprovalRequested asked) {
        return pool.preparedQuery("select count(*) from approval where id = $1")
                .execute(Tuple.of(asked.approvalId()))
                .await()
                .atMost(SOON)
                .iterator()
                .next()
                .getLong(0);
    }

    /** Messages on which something could be decided, as they were sent. */
    private List<JsonNode> withButtons(ApprovalRequested asked) {
        return matching("", asked.approvalId().toString()).stream()
                .filter(message -> !message.findValuesAsText("callback_data").isEmpty()
                        || message.toString().contains("\"button\""))
                .toList();
    }

    /** Requests about the approval by a method of a channel, the question's and the card's. */
    private List<JsonNode> requests(String method, ApprovalRequested asked) {
        return matching(method, asked.approvalId().toString());
    }

    private List<JsonNode> matching(String method, String text) {
        try {
            HttpRequest request =
                    HttpRequest.newBuilder(URI.create(fake + "/received")).build();
            JsonNode received = new ObjectMapper()
                    .readTree(HttpClient.newHttpClient()
                            .send(request, HttpResponse.BodyHandlers.ofString(StandardCharsets.ISO_8859_1))
                            .body());
            return StreamSupport.stream(received.spliterator(), false)
                    .filter(entry -> entry.path("path").asText().endsWith(method))
                    .map(entry -> entry.path("message"))
                    .filter(message -> message.toString().contains(text))
                    .toList();
        } catch (IOException | InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }
}
