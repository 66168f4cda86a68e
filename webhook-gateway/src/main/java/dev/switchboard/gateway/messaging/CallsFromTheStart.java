package dev.switchboard.gateway.messaging;

import dev.switchboard.gateway.config.GatewayConfig;
import dev.switchboard.gateway.config.RealTime;
import io.smallrye.common.annotation.Identifier;
import io.smallrye.reactive.messaging.kafka.KafkaConsumerRebalanceListener;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.inject.Default;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.TopicPartition;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/**
 * Where the view of the calls begins to be read: at records as old as a call can be, or where this process stopped reading.
 * Ready once what stood there at the start has been read.
 */
@ApplicationScoped
@Default
@Identifier("calls")
@Readiness
class CallsFromTheStart implements KafkaConsumerRebalanceListener, HealthCheck {

    private final InstantSource realTime;
    private final Duration since;
    private final Map<TopicPartition, Long> next = new ConcurrentHashMap<>();
    private final Map<TopicPartition, Long> ends = new ConcurrentHashMap<>();
    private volatile boolean assigned;

    CallsFromTheStart(@RealTime InstantSource realTime, GatewayConfig config) {
        this.realTime = realTime;
        this.since = config.callsSince();
    }

    /** On the consumer's own thread, which may wait. */
    @Override
    public void onPartitionsAssigned(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        Map<TopicPartition, Long> times = new HashMap<>();
        long oldest = realTime.millis() - since.toMillis();
        partitions.forEach(partition -> times.put(partition, oldest));
        Map<TopicPartition, OffsetAndTimestamp> found = consumer.offsetsForTimes(times);
        consumer.endOffsets(partitions).forEach((partition, end) -> {
            OffsetAndTimestamp recent = found.get(partition);
            long begin = next.getOrDefault(partition, recent == null ? end : recent.offset());
            consumer.seek(partition, begin);
            next.put(partition, begin);
            ends.putIfAbsent(partition, end);
        });
        assigned = true;
    }

    void passed(String topic, int partition, long offset) {
        next.put(new TopicPartition(topic, partition), offset + 1);
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("calls under way are known")
                .status(assigned && ends.entrySet().stream().allMatch(end -> next.get(end.getKey()) >= end.getValue()))
                .build();
    }
}
