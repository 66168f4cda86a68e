package dev.switchboard.messaging;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.Topic;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.kafka.KafkaRecordBatch;
import io.smallrye.reactive.messaging.kafka.api.IncomingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
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

    /** What several events do together, inside one transaction; in the order of their partition. */
    @FunctionalInterface
    public interface JointEffect<T> {
        Uni<Void> apply(Mutiny.Session session, List<Event<T>> events);
    }

    /** What is done, inside a transaction, about an event that is refused as malformed: whoever sent it may be answered. */
    @FunctionalInterface
    public interface Refusal {
        Uni<Void> apply(Mutiny.Session session, EventHeaders headers, MalformedEventException why);
    }

    private record Taken<T>(Message<byte[]> message, Event<T> event) {}

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
        return settled(message, topic, taken(message, topic, bodyType, effect));
    }

    /**
     * The same, and {@code refusal} is applied, once, to an event that is malformed, before it goes to the dead-letter
     * topic; not if its headers cannot be read, because then nobody knows which event it is.
     */
    public <T> Uni<Void> take(
            Message<byte[]> message, Topic topic, Class<T> bodyType, Effect<T> effect, Refusal refusal) {
        return settled(
                message,
                topic,
                taken(message, topic, bodyType, effect)
                        .onFailure(MalformedEventException.class)
                        .call(why -> answer(message, topic, refusal, why)));
    }

    private <T> Uni<Boolean> taken(Message<byte[]> message, Topic topic, Class<T> bodyType, Effect<T> effect) {
        return Uni.createFrom().item(() -> read(message, topic, bodyType)).chain(event -> apply(event, effect));
    }

    private Uni<Boolean> answer(
            Message<byte[]> message, Topic topic, Refusal refusal, MalformedEventException malformed) {
        EventHeaders headers;
        try {
            headers = headers(message, topic);
        } catch (MalformedEventException unreadable) {
            return Uni.createFrom().item(false);
        }
        return waiting(
                Uni.createFrom()
                        .deferred(() -> work.performOnce(
                                answered(headers), session -> refusal.apply(session, headers, malformed))),
                "the answer to event " + headers.id());
    }

    /** Not the event's own id: once what made it be refused is mended, it is replayed and has its effect. */
    private static UUID answered(EventHeaders headers) {
        return UUID.nameUUIDFromBytes(("refused " + headers.id()).getBytes(StandardCharsets.UTF_8));
    }

    private static Uni<Void> settled(Message<byte[]> message, Topic topic, Uni<Boolean> taken) {
        return taken.onItemOrFailure()
                .transformToUni(
                        (applied, failure) -> failure == null ? acknowledge(message) : refuse(message, topic, failure));
    }

    /**
     * Applies {@code effect} to all events of a batch in one transaction. The same holds for each of them as in
     * {@link #take}: should the batch fail for the sake of one, they are taken one by one.
     */
    public <T> Uni<Void> takeAll(
            KafkaRecordBatch<String, byte[]> batch, Topic topic, Class<T> bodyType, JointEffect<T> effect) {
        Map<UUID, Taken<T>> readable = new LinkedHashMap<>();
        List<Uni<Void>> refused = new ArrayList<>();
        for (Message<byte[]> message : batch) {
            try {
                Event<T> event = read(message, topic, bodyType);
                readable.putIfAbsent(event.headers().id(), new Taken<>(message, event));
            } catch (MalformedEventException e) {
                refused.add(refuse(message, topic, e));
            }
        }
        return inTurn(refused)
                .chain(() -> readable.isEmpty() ? Uni.createFrom().voidItem() : applyAll(readable, topic, effect))
                .chain(() -> Uni.createFrom().completionStage(batch::ack));
    }

    private <T> Uni<Void> applyAll(Map<UUID, Taken<T>> taken, Topic topic, JointEffect<T> effect) {
        Uni<Void> together = Uni.createFrom()
                .deferred(() -> work.performFirst(
                        taken.keySet(), (session, first) -> effect.apply(session, events(taken, first))));
        return waiting(together, taken.size() + " events")
                .onFailure()
                .recoverWithUni(failure -> oneByOne(List.copyOf(taken.values()), topic, effect));
    }

    private static <T> List<Event<T>> events(Map<UUID, Taken<T>> taken, Set<UUID> ids) {
        return taken.values().stream()
                .map(Taken::event)
                .filter(event -> ids.contains(event.headers().id()))
                .toList();
    }

    private <T> Uni<Void> oneByOne(List<Taken<T>> taken, Topic topic, JointEffect<T> effect) {
        return inTurn(taken.stream()
                .map(one -> apply(one.event(), (session, event) -> effect.apply(session, List.of(event)))
                        .replaceWithVoid()
                        .onFailure()
                        .recoverWithUni(failure -> refuse(one.message(), topic, failure)))
                .toList());
    }

    private static Uni<Void> inTurn(List<Uni<Void>> steps) {
        return Multi.createFrom()
                .iterable(steps)
                .onItem()
                .transformToUniAndConcatenate(step -> step)
                .collect()
                .last()
                .replaceWithVoid();
    }

    private static <T> Uni<T> waiting(Uni<T> effect, String what) {
        return effect.onFailure(Transience::isTransient)
                .invoke(failure -> LOG.warnf("waits with %s: %s", what, Transience.reason(failure)))
                .onFailure(Transience::isTransient)
                .retry()
                .withBackOff(FIRST_WAIT, LONGEST_WAIT)
                .indefinitely();
    }

    private <T> Uni<Boolean> apply(Event<T> event, Effect<T> effect) {
        Uni<Boolean> once = Uni.createFrom()
                .deferred(() -> work.performOnce(event.headers().id(), session -> effect.apply(session, event)));
        return waiting(once, "event " + event.headers().id())
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
        return new Event<>(headers(message, topic), EventJson.read(message.getPayload(), bodyType));
    }

    private static EventHeaders headers(Message<byte[]> message, Topic topic) {
        EventHeaders headers = EventHeaders.of(headersOf(message));
        if (!headers.type().equals(topic.eventType())) {
            throw new MalformedEventException(
                    "event type '" + headers.type() + "' on " + topic.topicName() + ", expected " + topic.eventType());
        }
        return headers;
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
