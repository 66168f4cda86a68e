package dev.switchboard.examples;

import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * Follows a mission from its request to its end: {@code FollowMission BROKER REQUEST_ID}. Prints each event once, type and
 * body. Exit code 0 once the mission is completed, 1 if it was refused.
 *
 * <p>It reads everything from the beginning, in any order that topics give. A system that stays would join a group, commit,
 * and keep the ids it has applied.
 */
public final class FollowMission {

    private static final Duration PATIENCE = Duration.ofSeconds(1);
    private static final List<String> ANSWERS = List.of("mission.refused", "mission.created");
    private static final List<String> STORY = List.of(
            "call.requested",
            "call.scheduled",
            "call.completed",
            "call.abandoned",
            "insight.ready",
            "mission.completed");

    private final KafkaConsumer<String, String> consumer;
    private final Set<String> seen = new HashSet<>();

    private FollowMission(KafkaConsumer<String, String> consumer) {
        this.consumer = consumer;
    }

    public static void main(String[] args) {
        boolean completed;
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", args[0]), new StringDeserializer(), new StringDeserializer())) {
            completed = new FollowMission(consumer).follow(args[1]);
        }
        System.exit(completed ? 0 : 1);
    }

    private boolean follow(String requestId) {
        // The event that the request led to names it; its run is what everything else belongs to.
        ConsumerRecord<String, String> answer = answer(requestId);
        if (answer.topic().equals("mission.refused")) {
            return false;
        }
        tell(header(answer, "correlationid"));
        return true;
    }

    private ConsumerRecord<String, String> answer(String requestId) {
        fromTheBeginning(ANSWERS);
        while (true) {
            for (ConsumerRecord<String, String> event : consumer.poll(PATIENCE)) {
                if (isNew(event, "causationid", requestId)) {
                    return event;
                }
            }
        }
    }

    /** Order holds within a key of a topic, not between topics: what was said before the end may be read after it. */
    private void tell(String run) {
        List<TopicPartition> partitions = fromTheBeginning(STORY);
        Map<TopicPartition, Long> ends = Map.of();
        while (ends.isEmpty() || !isPast(ends)) {
            for (ConsumerRecord<String, String> event : consumer.poll(PATIENCE)) {
                if (isNew(event, "correlationid", run) && event.topic().equals("mission.completed")) {
                    ends = consumer.endOffsets(partitions);
                }
            }
        }
    }

    private boolean isPast(Map<TopicPartition, Long> ends) {
        return ends.entrySet().stream().allMatch(end -> consumer.position(end.getKey()) >= end.getValue());
    }

    /** Prints it if it has that header. Delivery is at least once: an id counts once. */
    private boolean isNew(ConsumerRecord<String, String> event, String header, String value) {
        boolean isNew = value.equals(header(event, header)) && seen.add(header(event, "ce_id"));
        if (isNew) {
            System.out.println(header(event, "ce_type") + " " + event.value());
        }
        return isNew;
    }

    private List<TopicPartition> fromTheBeginning(List<String> topics) {
        List<TopicPartition> partitions =
                topics.stream().flatMap(this::partitions).toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
        return partitions;
    }

    private Stream<TopicPartition> partitions(String topic) {
        return consumer.partitionsFor(topic).stream().map(info -> new TopicPartition(topic, info.partition()));
    }

    private static String header(ConsumerRecord<String, String> event, String name) {
        Header header = event.headers().lastHeader(name);
        return header == null ? "" : new String(header.value(), StandardCharsets.UTF_8);
    }
}
