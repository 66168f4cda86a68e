package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.launcher.stack.LocalStack;
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
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * From the question on the topic to the press in the channel, through the gateway and back: notifier, gateway and the
 * people of the script, with every callback sent twice.
 */
@Execution(ExecutionMode.CONCURRENT)
abstract class Channels {

    /** Who answers the two questions, in the order in which they are asked. */
    static final String PEOPLE = """
            - {after_secs: 60, decision: rejected, by: dana}
            - {after_secs: 60, decision: changed, by: kim, shortlist: ["%s"]}
            """.formatted(Channels.HELIX);

    private static final Duration SOON = Duration.ofSeconds(90);
    private static final String HELIX = "+14155550308";

    private final LocalStack stack = ServicesIT.stack().stack();

    @Test
    void whatPeoplePressIsDecidedOnceAndShown() {
        // Given
        ApprovalRequested first = question();
        ApprovalRequested second = question();

        // When
        publish(Topic.APPROVAL_REQUESTED, first);
        List<ApprovalDecided> rejected = decisionsOn(first);
        publish(Topic.APPROVAL_REQUESTED, second);
        List<ApprovalDecided> changed = decisionsOn(second);

        // Then
        assertThat(rejected).singleElement().satisfies(decided -> {
            assertThat(decided.decision()).isEqualTo(ApprovalDecided.Decision.REJECTED);
            assertThat(decided.decidedBy()).isEqualTo("dana");
        });
        assertThat(changed).singleElement().satisfies(decided -> {
            assertThat(decided.decision()).isEqualTo(ApprovalDecided.Decision.CHANGED);
            assertThat(decided.decidedBy()).isEqualTo("kim");
            assertThat(decided.shortlist()).containsExactly(HELIX);
        });

        // When
        publish(Topic.APPROVAL_ANSWERED, rejected(first, rejected.get(0)));

        // Then
        await().atMost(SOON).until(() -> shown("Rejected by dana").size() == 2);
        assertThat(shown("Rejected by dana"))
                .allMatch(message -> !message.toString().contains(HELIX));
        assertThat(shown("A decision is needed")).hasSize(2);
        assertThat(decisionsSoFar(first)).hasSize(1);
        assertThat(decisionsSoFar(second)).hasSize(1);
    }

    private ApprovalRequested question() {
        Instant now = stack.clock().instant();
        List<Map<String, Object>> candidates = List.of(
                Map.of("name", "Vendor Borealis", "phone", "+14155550302", "reason", "score 9"),
                Map.of("name", "Vendor Helix", "phone", HELIX));
        return new ApprovalRequested(
                UUID.randomUUID(),
                Optional.of(UUID.randomUUID()),
                Optional.of(UUID.randomUUID()),
                "default",
                "round.advance",
                "Does this vendor advance?",
                "1d06455b1575b5b19d6290be2f5fcb7e26d580dad1f8075ce6175b256f6d68ff",
                Map.of("shortlist", candidates.subList(0, 1), "candidates", candidates),
                List.of("dana", "kim"),
                now,
                now.plus(Duration.ofDays(1)));
    }

    private ApprovalAnswered rejected(ApprovalRequested asked, ApprovalDecided decided) {
        return new ApprovalAnswered(
                asked.approvalId(),
                asked.account(),
                asked.missionId(),
                asked.runId(),
                asked.digest(),
                true,
                ApprovalAnswered.Status.REJECTED,
                Optional.of(decided.decision()),
                Optional.of(decided.decidedBy()),
                Optional.of(decided.channel()),
                decided.decisionId(),
                Optional.empty(),
                List.of(),
                Optional.empty(),
                stack.clock().instant());
    }

    private void publish(Topic topic, Object body) {
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer())) {
            ProducerRecord<String, byte[]> message = new ProducerRecord<>(
                    topic.topicName(), "default", EventJson.write(body).getBytes(StandardCharsets.UTF_8));
            new EventHeaders(
                            UUID.randomUUID(),
                            topic.eventType(),
                            "/test",
                            "default",
                            Instant.EPOCH,
                            Optional.empty(),
                            Optional.empty())
                    .toMap()
                    .forEach((name, value) -> message.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(message);
        }
    }

    private List<ApprovalDecided> decisionsOn(ApprovalRequested asked) {
        await().atMost(SOON).until(() -> !decisionsSoFar(asked).isEmpty());
        return decisionsSoFar(asked);
    }

    private List<ApprovalDecided> decisionsSoFar(ApprovalRequested asked) {
        try (KafkaConsumer<String, byte[]> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", stack.bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(Topic.APPROVAL_DECIDED.topicName()).stream()
                    .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ApprovalDecided> decisions = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(message -> decisions.add(EventJson.read(message.value(), ApprovalDecided.class)));
            }
            return decisions.stream()
                    .filter(decided -> decided.approvalId().equals(asked.approvalId()))
                    .toList();
        }
    }

    /** Messages in the channels that say so now. */
    private List<JsonNode> shown(String words) {
        List<JsonNode> shown = new ArrayList<>();
        stack.simulator().messages().path("messages").forEach(message -> {
            if (message.path("text").asText().contains(words) && !message.has("answers_query")) {
                shown.add(message);
            }
        });
        return shown;
    }
}
