package dev.switchboard.launcher.follow;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.Topic;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Follows one run by the public topics, from their beginning: nothing is asked of any service. */
public final class RunFollower implements AutoCloseable {

    private static final List<Topic> TOPICS = List.of(
            Topic.MISSION_CREATED,
            Topic.CALL_REQUESTED,
            Topic.CALL_SCHEDULED,
            Topic.CALL_COMPLETED,
            Topic.INSIGHT_READY,
            Topic.CALL_ABANDONED,
            Topic.APPROVAL_REQUESTED,
            Topic.APPROVAL_ANSWERED,
            Topic.MISSION_COMPLETED);
    private static final Duration POLL = Duration.ofMillis(100);

    private record Told(Topic topic, Instant at, boolean isNew, byte[] body) {}

    private final UUID run;
    private final Instant newSince;
    private final RunProgress progress;
    private final KafkaConsumer<String, byte[]> consumer;

    /**
     * @param newSince real time; what is older was told in an earlier life and is not told again
     * @param howToDecide what a person can do about an approval, said with it; empty where others decide
     */
    public RunFollower(
            String bootstrapServers,
            UUID run,
            Instant newSince,
            ProgressView view,
            Function<UUID, Optional<String>> howToDecide) {
        this.run = run;
        this.newSince = newSince;
        this.progress = new RunProgress(view, howToDecide);
        this.consumer = new KafkaConsumer<>(
                Map.of("bootstrap.servers", bootstrapServers, "fetch.max.wait.ms", "100"),
                new StringDeserializer(),
                new ByteArrayDeserializer());
        List<TopicPartition> partitions = TOPICS.stream()
                .flatMap(topic -> consumer.partitionsFor(topic.topicName()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToBeginning(partitions);
    }

    /** Tells the view until the run has ended, or until it is to stop; then empty. */
    public Optional<MissionCompleted> follow(BooleanSupplier isToStop) {
        while (progress.completed().isEmpty()) {
            if (isToStop.getAsBoolean()) {
                return Optional.empty();
            }
            List<Told> batch = new ArrayList<>();
            for (ConsumerRecord<String, byte[]> message : consumer.poll(POLL)) {
                ofThisRun(message).ifPresent(batch::add);
            }
            batch.stream()
                    .sorted(Comparator.comparing(Told::at).thenComparing(told -> TOPICS.indexOf(told.topic())))
                    .forEach(this::apply);
        }
        return progress.completed();
    }

    private Optional<Told> ofThisRun(ConsumerRecord<String, byte[]> message) {
        if (!run.toString().equals(header(message, EventHeaders.CORRELATION_ID).orElse(""))) {
            return Optional.empty();
        }
        Instant at = header(message, EventHeaders.TIME).map(Instant::parse).orElse(Instant.EPOCH);
        boolean isNew = !Instant.ofEpochMilli(message.timestamp()).isBefore(newSince);
        return Optional.of(new Told(Topic.named(message.topic()), at, isNew, message.value()));
    }

    private static Optional<String> header(ConsumerRecord<String, byte[]> message, String name) {
        return Stream.ofNullable(message.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8))
                .findFirst();
    }

    private void apply(Told told) {
        byte[] body = told.body();
        boolean isNew = told.isNew();
        switch (told.topic()) {
            case MISSION_CREATED -> progress.on(EventJson.read(body, MissionCreated.class), isNew);
            case CALL_REQUESTED -> progress.on(EventJson.read(body, CallRequested.class));
            case CALL_SCHEDULED -> progress.on(EventJson.read(body, CallScheduled.class), told.at(), isNew);
            case CALL_COMPLETED -> progress.on(EventJson.read(body, CallCompleted.class), isNew);
            case INSIGHT_READY -> progress.on(EventJson.read(body, InsightReady.class), isNew);
            case CALL_ABANDONED -> progress.on(EventJson.read(body, CallAbandoned.class), isNew);
            case APPROVAL_REQUESTED -> progress.on(EventJson.read(body, ApprovalRequested.class), isNew);
            case APPROVAL_ANSWERED -> progress.on(EventJson.read(body, ApprovalAnswered.class), isNew);
            case MISSION_COMPLETED -> progress.on(EventJson.read(body, MissionCompleted.class), isNew);
            case MISSION_REQUESTED, CALL_CANCELLED, RUN_STEERED, TELNYX_WEBHOOK, APPROVAL_DECIDED, CHANNEL_WEBHOOK ->
                throw new IllegalStateException(told.topic() + " is not followed");
        }
    }

    @Override
    public void close() {
        consumer.close();
    }
}
