package dev.switchboard.notifier;

import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The other services' side of the topics. */
final class Topics implements AutoCloseable {

    private final String broker;
    private final KafkaProducer<String, byte[]> producer;

    Topics(String broker) {
        this.broker = broker;
        this.producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker), new StringSerializer(), new ByteArraySerializer());
    }

    void publish(Topic topic, UUID eventId, String key, Object body) {
        ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                topic.topicName(), key, EventJson.write(body).getBytes(StandardCharsets.UTF_8));
        new EventHeaders(eventId, topic.eventType(), "/test", key, Instant.EPOCH, Optional.empty(), Optional.empty())
                .toMap()
                .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
        producer.send(message);
        producer.flush();
    }

    /** The bodies on a topic that speak of that id, by now. */
    List<byte[]> on(Topic topic, String id) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", broker), new StringDeserializer(), new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<byte[]> bodies = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(message -> bodies.add(message.value()));
            }
            return bodies.stream()
                    .filter(body -> new String(body, StandardCharsets.UTF_8).contains(id))
                    .toList();
        }
    }

    @Override
    public void close() {
        producer.close();
    }
}
