package dev.switchboard.insight;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
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
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.awaitility.Awaitility;

/** The other services, as far as the broker sees them. */
final class Broker implements AutoCloseable {

    private final KafkaProducer<String, String> producer;
    private final KafkaConsumer<String, String> consumer;
    private final List<ConsumerRecord<String, String>> received = new ArrayList<>();

    Broker(String bootstrapServers, List<String> topics) {
        Map<String, Object> config = Map.of(
                "bootstrap.servers", bootstrapServers, "auto.offset.reset", "earliest", "enable.auto.commit", "false");
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", bootstrapServers), new StringSerializer(), new StringSerializer());
        consumer = new KafkaConsumer<>(config, new StringDeserializer(), new StringDeserializer());
        List<TopicPartition> partitions = topics.stream()
                .flatMap(topic -> consumer.partitionsFor(topic).stream())
                .map(info -> new TopicPartition(info.topic(), info.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Publishes an event; returns its id. */
    UUID publish(Topic topic, String key, String body) {
        UUID id = UUID.randomUUID();
        publish(topic, key, body, id);
        return id;
    }

    void publish(Topic topic, String key, String body, UUID id) {
        EventHeaders headers = new EventHeaders(
                id,
                topic.eventType(),
                "/test",
                key,
                Instant.parse("2026-03-10T15:05:17Z"),
                Optional.empty(),
                Optional.empty());
        ProducerRecord<String, String> record = new ProducerRecord<>(topic.topicName(), key, body);
        headers.toMap().forEach((name, value) -> record.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(record);
        producer.flush();
    }

    /** The first record of the topic for which this holds. */
    ConsumerRecord<String, String> awaits(String topic, Predicate<ConsumerRecord<String, String>> holds) {
        Awaitility.await()
                .atMost(Duration.ofMinutes(2))
                .pollInterval(Duration.ofMillis(20))
                .untilAsserted(() -> assertThat(all(topic, holds)).isNotEmpty());
        return all(topic, holds).get(0);
    }

    /** All so far. */
    List<ConsumerRecord<String, String>> all(String topic, Predicate<ConsumerRecord<String, String>> holds) {
        consumer.poll(Duration.ofMillis(20)).forEach(received::add);
        return received.stream()
                .filter(record -> record.topic().equals(topic))
                .filter(holds)
                .toList();
    }

    @Override
    public void close() {
        producer.close();
        consumer.close();
    }
}
