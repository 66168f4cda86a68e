package dev.switchboard.launcher.deadletters;

import dev.switchboard.events.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/**
 * The dead letters of an installation. How far each topic has been replayed is an offset that the broker keeps for one
 * consumer group, committed after each record; it is a group like any other, so that two replays at once share the work
 * and do none of it twice. Every method throws {@link KafkaException} if the broker is away.
 */
final class LetterBox implements AutoCloseable {

    static final String GROUP = "switchboard-dead-letters";

    private static final Duration PATIENCE = Duration.ofSeconds(10);
    private static final Duration POLL = Duration.ofMillis(200);

    /** A letter, and whether it has been replayed. */
    record Listed(Letter letter, boolean replayed) {}

    private final String broker;
    private final KafkaConsumer<byte[], byte[]> consumer;

    LetterBox(String broker) {
        this.broker = broker;
        this.consumer = new KafkaConsumer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "group.id",
                        GROUP,
                        "auto.offset.reset",
                        "earliest",
                        "enable.auto.commit",
                        "false",
                        "default.api.timeout.ms",
                        (int) PATIENCE.toMillis()),
                new ByteArrayDeserializer(),
                new ByteArrayDeserializer());
    }

    /** How many letters of that topic there are, and how many of them have not been replayed. */
    long[] count(Topic topic) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
        Map<TopicPartition, Long> next = next(partitions);
        long all = 0;
        long left = 0;
        for (TopicPartition partition : partitions) {
            all += ends.get(partition) - begins.get(partition);
            left += ends.get(partition) - Math.max(begins.get(partition), next.get(partition));
        }
        return new long[] {all, left};
    }

    /** All letters of that topic, partition by partition, oldest first. */
    void each(Topic topic, Consumer<Listed> taker) {
        List<TopicPartition> partitions = partitions(topic);
        Map<TopicPartition, Long> next = next(partitions);
        for (TopicPartition partition : partitions) {
            consumer.assign(List.of(partition));
            consumer.seekToBeginning(List.of(partition));
            long end = consumer.endOffsets(List.of(partition)).get(partition);
            while (consumer.position(partition) < end) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    if (message.offset() < end) {
                        taker.accept(new Listed(new Letter(message), message.offset() < next.get(partition)));
                    }
                }
            }
        }
        consumer.assign(List.of());
    }

    /**
     * Sends up to {@code most} letters that have not been replayed back to their topic, as they were. What is put aside
     * meanwhile waits for the next time.
     *
     * @param taker is told of each once it is on its topic, and will not be replayed again
     */
    void replay(Topic topic, long most, Consumer<Letter> taker) {
        Map<TopicPartition, Long> ends = new HashMap<>(consumer.endOffsets(partitions(topic)));
        try (KafkaProducer<byte[], byte[]> producer = producer()) {
            Set<TopicPartition> mine = join(topic);
            long left = most;
            while (left > 0
                    && mine.stream().anyMatch(partition -> consumer.position(partition) < ends.get(partition))) {
                for (ConsumerRecord<byte[], byte[]> message : consumer.poll(POLL)) {
                    TopicPartition partition = new TopicPartition(message.topic(), message.partition());
                    if (left > 0 && message.offset() < ends.get(partition)) {
                        Letter letter = new Letter(message);
                        send(producer, topic, letter);
                        consumer.commitSync(Map.of(partition, new OffsetAndMetadata(message.offset() + 1)));
                        taker.accept(letter);
                        left--;
                    }
                }
            }
        } finally {
            consumer.unsubscribe();
        }
    }

    private Set<TopicPartition> join(Topic topic) {
        consumer.subscribe(List.of(topic.deadLetters()));
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (consumer.assignment().isEmpty() && System.nanoTime() < end) {
            // Nothing is fetched before the assignment, and nothing is lost after it: the position is set back.
            Collection<TopicPartition> touched = consumer.poll(POLL).partitions();
            touched.forEach(this::back);
        }
        if (consumer.assignment().isEmpty()) {
            throw new KafkaException("another replay of " + topic.topicName() + " is under way");
        }
        return consumer.assignment();
    }

    private void back(TopicPartition partition) {
        OffsetAndMetadata committed = consumer.committed(Set.of(partition)).get(partition);
        if (committed == null) {
            consumer.seekToBeginning(List.of(partition));
        } else {
            consumer.seek(partition, committed);
        }
    }

    private static void send(KafkaProducer<byte[], byte[]> producer, Topic topic, Letter letter) {
        try {
            producer.send(letter.original(topic.topicName())).get();
        } catch (ExecutionException e) {
            throw new KafkaException(e.getCause().getMessage(), e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new KafkaException("interrupted", e);
        }
    }

    private KafkaProducer<byte[], byte[]> producer() {
        return new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers",
                        broker,
                        "acks",
                        "all",
                        "enable.idempotence",
                        "true",
                        "max.block.ms",
                        PATIENCE.toMillis(),
                        "delivery.timeout.ms",
                        (int) PATIENCE.toMillis(),
                        "request.timeout.ms",
                        (int) PATIENCE.toMillis() / 2),
                new ByteArraySerializer(),
                new ByteArraySerializer());
    }

    /** A topic that nobody has needed yet need not exist. */
    private List<TopicPartition> partitions(Topic topic) {
        List<TopicPartition> partitions = new ArrayList<>();
        consumer.partitionsFor(topic.deadLetters())
                .forEach(info -> partitions.add(new TopicPartition(info.topic(), info.partition())));
        return partitions;
    }

    /** Where the next replay begins. */
    private Map<TopicPartition, Long> next(Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> next = new HashMap<>();
        consumer.committed(Set.copyOf(partitions))
                .forEach((partition, committed) -> next.put(partition, committed == null ? 0 : committed.offset()));
        return next;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
