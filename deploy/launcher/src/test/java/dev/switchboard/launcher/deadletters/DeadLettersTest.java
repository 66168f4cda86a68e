package dev.switchboard.launcher.deadletters;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.embedded.EmbeddedKafka;
import dev.switchboard.embedded.FreePorts;
import dev.switchboard.events.Topic;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

class DeadLettersTest {

    @TempDir
    static Path folder;

    private static EmbeddedKafka kafka;

    private final StringWriter said = new StringWriter();

    @BeforeAll
    static void start() {
        List<Integer> ports = FreePorts.take(2);
        kafka = EmbeddedKafka.start(folder.resolve("log"), ports.get(0), ports.get(1));
    }

    @AfterAll
    static void stop() {
        kafka.close();
    }

    @Test
    void replaysEachOnceAsItWas() {
        // Given
        putAside(Topic.CALL_COMPLETED, "run-1", "first");
        putAside(Topic.CALL_COMPLETED, "run-2", "second");
        assertThat(run("list", "call.completed")).isZero();
        assertThat(said.toString()).contains("waiting  ", "key=run-1", "id=id-of-first", "could not take first");
        assertThat(said.toString()).doesNotContain("body of");

        // When
        assertThat(run("replay", "call.completed")).isZero();

        // Then
        assertThat(said.toString()).contains("replayed ", "2 replayed to call.completed");
        List<ConsumerRecord<String, String>> back = on(Topic.CALL_COMPLETED);
        assertThat(back).extracting(ConsumerRecord::value).containsExactlyInAnyOrder("body of first", "body of second");
        assertThat(back).extracting(ConsumerRecord::key).containsExactlyInAnyOrder("run-1", "run-2");
        assertThat(back)
                .allSatisfy(message -> assertThat(
                                StreamSupport.stream(message.headers().spliterator(), false)
                                        .map(Header::key))
                        .containsExactly("ce_id", "ce_type"));

        // When once more
        assertThat(run("replay", "call.completed")).isZero();

        // Then
        assertThat(said.toString()).contains("0 replayed to call.completed");
        assertThat(on(Topic.CALL_COMPLETED)).hasSize(2);

        // When
        putAside(Topic.CALL_COMPLETED, "run-1", "third");
        assertThat(run("list")).isZero();

        // Then
        assertThat(said.toString()).containsPattern("call\\.completed +3 +1");
        assertThat(run("replay", "call.completed.dlq")).isZero();
        assertThat(said.toString()).contains("id=id-of-third", "1 replayed to call.completed");
        assertThat(on(Topic.CALL_COMPLETED)).hasSize(3);
    }

    @Test
    void replaysNoMoreThanItIsTold() {
        for (int i = 0; i < 5; i++) {
            putAside(Topic.INSIGHT_READY, "run-1", "letter " + i);
        }

        run("replay", "insight.ready", "--limit", "2");
        assertThat(on(Topic.INSIGHT_READY))
                .extracting(ConsumerRecord::value)
                .containsExactly("body of letter 0", "body of letter 1");

        run("replay", "insight.ready");
        assertThat(on(Topic.INSIGHT_READY)).hasSize(5);
    }

    @Test
    void saysWhatIsWrong() {
        assertThat(run("replay", "call.finished")).isEqualTo(2);
        assertThat(said.toString()).contains("call.finished", "call.completed");
        assertThat(run("replay")).isEqualTo(2);
        assertThat(execute("list", "--broker", "127.0.0.1:1")).isEqualTo(1);
        assertThat(said.toString()).contains("Kafka does not do it");
    }

    private int run(String... arguments) {
        List<String> all = new ArrayList<>(List.of(arguments));
        all.addAll(List.of("--broker", kafka.bootstrapServers()));
        return execute(all.toArray(String[]::new));
    }

    private int execute(String... arguments) {
        said.getBuffer().setLength(0);
        CommandLine command = DeadLetters.commandLine();
        command.setOut(new PrintWriter(said, true)).setErr(new PrintWriter(said, true));
        return command.execute(arguments);
    }

    private static void putAside(Topic topic, String key, String name) {
        try (KafkaProducer<String, String> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringSerializer(),
                new StringSerializer())) {
            ProducerRecord<String, String> letter = new ProducerRecord<>(topic.deadLetters(), key, "body of " + name);
            Map.of("ce_id", "id-of-" + name).forEach((header, value) -> add(letter, header, value));
            add(letter, "ce_type", topic.eventType());
            add(letter, "dead-letter-reason", "could not take " + name);
            add(letter, "dead-letter-topic", topic.topicName());
            producer.send(letter);
        }
    }

    private static void add(ProducerRecord<String, String> letter, String header, String value) {
        letter.headers().add(header, value.getBytes(StandardCharsets.UTF_8));
    }

    private static List<ConsumerRecord<String, String>> on(Topic topic) {
        try (KafkaConsumer<String, String> consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", kafka.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.topicName()).stream()
                    .map(info -> new TopicPartition(info.topic(), info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            List<ConsumerRecord<String, String>> records = new ArrayList<>();
            while (partitions.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                consumer.poll(Duration.ofMillis(100)).forEach(records::add);
            }
            return records;
        }
    }
}
