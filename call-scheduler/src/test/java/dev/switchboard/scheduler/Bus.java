package dev.switchboard.scheduler;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.CopyOnWriteArrayList;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.errors.WakeupException;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** The tests' own end of the broker. */
@ApplicationScoped
public class Bus {

    /** A record that the service, or its dead-letter queue, has written. */
    public record Heard(String topic, String key, Map<String, String> headers, byte[] body) {

        public <T> T as(Class<T> type) {
            return EventJson.read(body, type);
        }
    }

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Heard> heard = new CopyOnWriteArrayList<>();
    private final Thread listener = new Thread(this::listen, "test-listener");

    Bus(@ConfigProperty(name = "kafka.bootstrap.servers") String servers) {
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", servers), new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", servers, "group.id", "test", "auto.offset.reset", "earliest"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
    }

    void start(@Observes StartupEvent event) {
        listener.start();
    }

    void stop(@Observes ShutdownEvent event) throws InterruptedException {
        consumer.wakeup();
        listener.join();
        producer.close(Duration.ofSeconds(1));
    }

    private void listen() {
        try (consumer) {
            consumer.subscribe(List.of(
                    Topic.CALL_SCHEDULED.topicName(),
                    Topic.CALL_COMPLETED.topicName(),
                    Topic.CALL_ABANDONED.topicName(),
                    Topic.CALL_REQUESTED.deadLetters()));
            while (true) {
                consumer.poll(Duration.ofSeconds(1)).forEach(this::hear);
            }
        } catch (WakeupException e) {
            // asked to stop
        }
    }

    private void hear(ConsumerRecord<String, byte[]> message) {
        Map<String, String> headers = new java.util.HashMap<>();
        message.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        heard.add(new Heard(message.topic(), message.key(), headers, message.value()));
    }

    public UUID say(Topic topic, String key, Object body) {
        UUID id = UUID.randomUUID();
        say(id, topic, key, EventJson.write(body).getBytes(StandardCharsets.UTF_8));
        return id;
    }

    public void say(UUID id, Topic topic, String key, byte[] body) {
        EventHeaders headers = new EventHeaders(
                id, topic.eventType(), "/test", key, Instant.EPOCH, Optional.empty(), Optional.empty());
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(topic.topicName(), key, body);
        headers.toMap().forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }

    public <T> List<T> heard(Topic topic, UUID runId, Class<T> type) {
        return heard.stream()
                .filter(one -> one.topic().equals(topic.topicName()))
                .filter(one -> runId.toString().equals(one.key()))
                .map(one -> one.as(type))
                .toList();
    }

    public List<Heard> deadLetters(Topic topic) {
        return heard.stream()
                .filter(one -> one.topic().equals(topic.deadLetters()))
                .toList();
    }
}
