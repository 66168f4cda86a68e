package dev.switchboard.gateway.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.gateway.domain.Envelope;
import dev.switchboard.gateway.domain.RecentEvents;
import dev.switchboard.gateway.domain.Room;
import dev.switchboard.gateway.domain.Webhook;
import io.smallrye.mutiny.Uni;
import io.smallrye.mutiny.helpers.test.UniAssertSubscriber;
import io.smallrye.mutiny.subscription.UniEmitter;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

class RecordWebhookTest {

    private final List<UniEmitter<? super Void>> appended = new ArrayList<>();
    private final List<Throwable> troubles = new ArrayList<>();
    private final WebhookLog log = webhook -> Uni.createFrom().emitter(appended::add);

    @Test
    void saysNothingBeforeTheLogDoes() {
        // Given
        UniAssertSubscriber<Recording> answer = subscribe(patiently().record(webhook("e1")));
        answer.assertNotTerminated();

        // When
        appended.get(0).complete(null);

        // Then
        answer.assertCompleted().assertItem(Recording.RECORDED);
    }

    @Test
    void answersRepetitionsOfASafeEventAtOnce() {
        // Given
        RecordWebhook recordWebhook = patiently();
        subscribe(recordWebhook.record(webhook("e1")));
        appended.get(0).complete(null);

        // When, Then
        subscribe(recordWebhook.record(webhook("e1"))).assertCompleted().assertItem(Recording.REPEATED);
        assertThat(appended).hasSize(1);
    }

    @Test
    void letsASimultaneousRepetitionWaitForTheSameAcknowledgement() {
        // Given
        RecordWebhook recordWebhook = patiently();
        UniAssertSubscriber<Recording> first = subscribe(recordWebhook.record(webhook("e1")));
        UniAssertSubscriber<Recording> second = subscribe(recordWebhook.record(webhook("e1")));
        assertThat(appended).hasSize(1);
        second.assertNotTerminated();

        // When
        appended.get(0).complete(null);

        // Then
        first.assertItem(Recording.RECORDED);
        second.assertItem(Recording.REPEATED);
    }

    /** Those that come at the very moment at which the first becomes safe, too. */
    @Test
    void appendsOnceHoweverManyComeAtOnce() throws InterruptedException {
        // Given
        AtomicInteger appends = new AtomicInteger();
        WebhookLog counting = webhook -> Uni.createFrom().voidItem().invoke(appends::incrementAndGet);
        RecordWebhook recordWebhook = new RecordWebhook(
                counting, new RecentEvents(20_000), new Room(100, 100_000), Duration.ofSeconds(10), troubles::add);

        // When
        ExecutorService senders = Executors.newFixedThreadPool(8);
        for (int event = 1; event <= 5_000; event++) {
            Webhook webhook = webhook("e" + event);
            senders.invokeAll(Collections.nCopies(
                    8, () -> recordWebhook.record(webhook).await().atMost(Duration.ofSeconds(10))));
        }
        senders.shutdown();

        // Then
        assertThat(appends).hasValue(5_000);
        assertThat(troubles).isEmpty();
    }

    @Test
    void triesAgainAfterAFailureWhenTheSenderComesAgain() {
        // Given
        RecordWebhook recordWebhook = patiently();
        UniAssertSubscriber<Recording> first = subscribe(recordWebhook.record(webhook("e1")));
        appended.get(0).fail(new IllegalStateException("broker away"));
        first.assertCompleted().assertItem(Recording.UNAVAILABLE);
        assertThat(troubles).hasSize(1);

        // When
        UniAssertSubscriber<Recording> second = subscribe(recordWebhook.record(webhook("e1")));
        appended.get(1).complete(null);

        // Then
        second.assertItem(Recording.RECORDED);
    }

    @Test
    void doesNotCallALateEventUnsafe() {
        // Given
        RecordWebhook impatient =
                new RecordWebhook(log, new RecentEvents(10), new Room(10, 1000), Duration.ofMillis(5), troubles::add);
        subscribe(impatient.record(webhook("e1"))).awaitItem().assertItem(Recording.UNAVAILABLE);

        // When
        appended.get(0).complete(null);

        // Then
        subscribe(impatient.record(webhook("e1"))).assertItem(Recording.REPEATED);
        assertThat(appended).hasSize(1);
    }

    @Test
    void refusesMoreThanMayWaitUntilThereIsRoomAgain() {
        // Given
        RecordWebhook recordWebhook = patiently();
        subscribe(recordWebhook.record(webhook("e1")));
        subscribe(recordWebhook.record(webhook("e2")));

        // When, Then
        subscribe(recordWebhook.record(webhook("e3"))).assertItem(Recording.OVERLOADED);
        appended.get(0).complete(null);
        subscribe(recordWebhook.record(webhook("e3"))).assertNotTerminated();
        assertThat(appended).hasSize(3);
    }

    @Test
    void leavesNoRoomTakenByRepetitions() {
        // Given
        RecordWebhook recordWebhook = patiently();
        subscribe(recordWebhook.record(webhook("e1")));
        for (int i = 0; i < 20; i++) {
            subscribe(recordWebhook.record(webhook("e1")));
        }

        // When, Then
        subscribe(recordWebhook.record(webhook("e2"))).assertNotTerminated();
        appended.forEach(emitter -> emitter.complete(null));
        subscribe(recordWebhook.record(webhook("e2"))).assertItem(Recording.REPEATED);
    }

    @Test
    void tellsTheSenderOfWhatIsTooLargeForTheLog() {
        UniAssertSubscriber<Recording> answer = subscribe(patiently().record(webhook("e1")));

        appended.get(0).fail(new WebhookLog.TooLargeException(new IllegalStateException()));

        answer.assertItem(Recording.TOO_LARGE);
        assertThat(troubles).isEmpty();
    }

    private RecordWebhook patiently() {
        return new RecordWebhook(log, new RecentEvents(10), new Room(2, 1000), Duration.ofMinutes(5), troubles::add);
    }

    private static UniAssertSubscriber<Recording> subscribe(Uni<Recording> recording) {
        return recording.subscribe().withSubscriber(UniAssertSubscriber.create());
    }

    private static Webhook webhook(String id) {
        Envelope envelope = new Envelope(
                Optional.of(id), "call.hangup", Optional.empty(), Optional.empty(), Optional.empty(), Optional.empty());
        return Webhook.received(
                "default", envelope, Map.of(), "{}".getBytes(StandardCharsets.UTF_8), "{}", Instant.EPOCH);
    }
}
