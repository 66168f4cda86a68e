package dev.switchboard.mission.support;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services' end of Kafka. Whatever mission-service says is checked against the contract on its way. */
public final class Bus implements AutoCloseable {

    /** An event of mission-service. */
    public record Heard(Topic topic, String key, EventHeaders headers, byte[] body) {

        public <T> T as(Class<T> type) {
            return EventJson.read(body, type);
        }
    }

    /** A record of a dead-letter topic. */
    public record Dead(String key, String reason) {}

    private static final List<Topic> OURS = List.of(
            Topic.MISSION_REFUSED,
            Topic.MISSION_CREATED,
            Topic.CALL_REQUESTED,
            Topic.CALL_CANCELLED,
            Topic.RUN_STEERED,
            Topic.MISSION_COMPLETED,
            Topic.APPROVAL_REQUESTED,
            Topic.APPROVAL_ANSWERED);

    private final KafkaProducer<String, byte[]> producer;
    private final KafkaConsumer<String, byte[]> consumer;
    private final List<Heard> heard = new ArrayList<>();
    private final List<Dead> dead = new ArrayList<>();

    public Bus(String bootstrapServers) {
        Map<String, Object> address = Map.of("bootstrap.servers", bootstrapServers, "linger.ms", 0);
        producer = new KafkaProducer<>(address, new StringSerializer(), new ByteArraySerializer());
        consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringDeserializer(), new ByteArrayDeserializer());
        List<TopicPartition> partitions = new ArrayList<>();
        OURS.forEach(topic -> follow(topic.topicName(), partitions));
        follow(Topic.MISSION_REQUESTED.deadLetters(), partitions);
        follow(Topic.CALL_COMPLETED.deadLetters(), partitions);
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    private void follow(String topic, List<TopicPartition> partitions) {
        consumer.partitionsFor(topic)
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
    }

    /** Says it under an id of its own. */
    public UUID say(Topic topic, String key, Object body) {
        UUID id = UUID.randomUUID();
        say(id, topic, key, body);
        return id;
    }

    /** Says it under that id. */
    public void say(UUID id, Topic topic, String key, Object body) {
        say(id, topic, key, EventJson.write(body).getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    /** Says that, whatever it is, under that id, as part of something of the sender's own. */
    public void say(UUID id, Topic topic, String key, byte[] json, Optional<String> correlationId) {
        ProducerRecord<String, byte[]> record = new ProducerRecord<>(topic.topicName(), key, json);
        EventHeaders headers = new EventHeaders(
                id,
                topic.eventType(),
                "/test",
                key,
                Instant.parse("2026-03-02T16:00:00Z"),
                correlationId,
                Optional.empty());
        headers.toMap().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
        producer.flush();
    }

    /** The first event that matches; waits for it. */
    public Heard await(Topic topic, Predicate<Heard> matching) {
        return awaitAll(topic, 1, matching).get(0);
    }

    /** That many events that match, in order of arrival; waits for them. */
    public List<Heard> awaitAll(Topic topic, int many, Predicate<Heard> matching) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        List<Heard> found = matching(topic, matching);
        while (found.size() < many && System.nanoTime() < end) {
            poll();
            found = matching(topic, matching);
        }
        assertThat(found).as("events on " + topic.topicName()).hasSizeGreaterThanOrEqualTo(many);
        return found;
    }

    /** What has matched so far. */
    public List<Heard> heard(Topic topic, Predicate<Heard> matching) {
        poll();
        return matching(topic, matching);
    }

    /** The first dead letter that matches; waits for it. */
    public Dead awaitDead(Predicate<Dead> matching) {
        long end = System.nanoTime() + Duration.ofSeconds(90).toNanos();
        while (System.nanoTime() < end) {
            poll();
            Optional<Dead> found = dead.stream().filter(matching).findFirst();
            if (found.isPresent()) {
                return found.get();
            }
        }
        throw new AssertionError("no such dead letter among " + dead);
    }

    private List<Heard> matching(Topic topic, Predicate<Heard> matching) {
        return heard.stream()
                .filter(event -> event.topic() == topic)
                .filter(matching)
                .toList();
    }

    private void poll() {
        consumer.poll(Duration.ofMillis(50)).forEach(this::keep);
    }

    private void keep(ConsumerRecord<String, byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        record.headers()
                .forEach(header -> headers.put(header.key(), new String(header.value(), StandardCharsets.UTF_8)));
        if (record.topic().endsWith(".dlq")) {
            dead.add(new Dead(record.key(), headers.getOrDefault("dead-letter-reason", "")));
            return;
        }
        Topic topic = Topic.named(record.topic());
        assertThat(EventContract.violations(topic, record.value()))
                .as("contract of " + record.topic())
                .isEmpty();
        heard.add(new Heard(topic, record.key(), EventHeaders.of(headers), record.value()));
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
