package dev.switchboard.messaging;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.Topic;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.common.header.Header;
import org.eclipse.microprofile.reactive.messaging.Message;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes an event from Kafka and applies it once.
 *
 * <p>Guarantee: the effect, its events and the event's id commit in one transaction, so a repeated delivery changes
 * nothing. The record is acknowledged after the commit. An unknown or malformed event goes to the dead-letter topic at
 * once, one whose effect keeps failing after a few tries, both with the reason; while the database is away the record
 * waits.
 */
@ApplicationScoped
public class Inbox {

    /** What an event does, inside the transaction. */
    @FunctionalInterface
    public interface Effect<T> {
        Uni<Void> apply(Mutiny.Session session, Event<T> event);
    }

    private static final Logger LOG = Logger.getLogger(Inbox.class);

    private static final int TRIES = 3;
    private static final Duration FIRST_WAIT = Duration.ofMillis(100);
    private static final Duration LONGEST_WAIT = Duration.ofSeconds(5);

    private final UnitOfWork work;

    Inbox(UnitOfWork work) {
        this.work = work;
    }

    /** Applies {@code effect} to the event in {@code message}, which must be of {@code topic}'s type. */
    public <T> Uni<Void> take(Message<byte[]> message, Topic topic, Class<T> bodyType, Effect<T> effect) {
        return Uni.createFrom()
                .item(() -> read(message, topic, bodyType))
                .chain(event -> apply(event, effect))
                .onItemOrFailure()
                .transformToUni(
                        (applied, failure) -> failure == null ? acknowledge(message) : refuse(message, topic, failure));
    }

    private <T> Uni<Boolean> apply(Event<T> event, Effect<T> effect) {
        return Uni.createFrom()
                .deferred(() -> work.performOnce(event.headers().id(), session -> effect.apply(session, event)))
                .onFailure(Transience::isTransient)
                .invoke(failure -> LOG.warnf(
                        "waits with an event: %s. eventId=%s",
                        Transience.reason(failure), event.headers().id()))
                .onFailure(Transience::isTransient)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely()
                .onFailure(failure -> !(failure instanceof MalformedEventException))
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .atMost(TRIES - 1);
    }

    /**
     * The event in a record.
     *
     * @throws MalformedEventException if headers or body are not of the contract
     */
    public static <T> Event<T> read(Message<byte[]> message, Topic topic, Class<T> bodyType) {
        EventHeaders headers = EventHeaders.of(headersOf(message));
        if (!headers.type().equals(topic.eventType())) {
            throw new MalformedEventException(
                    "event type '" + headers.type() + "' on " + topic.topicName() + ", expected " + topic.eventType());
        }
        return new Event<>(headers, EventJson.read(message.getPayload(), bodyType));
    }

    private static Map<String, String> headersOf(Message<byte[]> message) {
        Map<String, String> headers = new HashMap<>();
        message.getMetadata(IncomingKafkaRecordMetadata.class)
                .map(metadata -> (IncomingKafkaRecordMetadata<?, ?>) metadata)
                .ifPresent(metadata -> metadata.getHeaders().forEach(header -> put(headers, header)));
        return headers;
    }

    private static void put(Map<String, String> headers, Header header) {
        if (header.value() != null) {
            headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8));
        }
    }

    private static Uni<Void> acknowledge(Message<byte[]> message) {
        return Uni.createFrom().completionStage(message::ack);
    }

    private static Uni<Void> refuse(Message<byte[]> message, Topic topic, Throwable failure) {
        if (failure instanceof MalformedEventException) {
            LOG.warnf("event goes to %s: %s", topic.deadLetters(), failure.getMessage());
        } else {
            LOG.errorf(failure, "event goes to %s after %d tries", topic.deadLetters(), TRIES);
        }
        return Uni.createFrom().completionStage(() -> message.nack(failure));
    }
}
