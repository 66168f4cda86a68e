package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.Replica;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ConsumerGroupDescription;
import org.apache.kafka.clients.admin.GroupListing;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Two of each service side by side come to what one would, also when one of each dies and another joins. */
@Order(4)
class ReplicasIT {

    private static final double TIME_SCALE = 120;
    private static final int REPLICAS = 2;
    /** Of the account, as the script of a sweep has it; two sweeps want more. */
    private static final int LINES = 5;

    private static final Duration LIMIT = Duration.ofMinutes(2);
    /** Each gateway reads for itself. */
    private static final String NOT_SHARED = "webhook-gateway-";

    private final Scenario negotiation = Scenario.negotiation();
    private final Scenario sweep = Scenario.sweep();
    private final Scenario other = Scenario.sweep().onOtherPhones(1);

    @TempDir
    Path folder;

    private RunningStack stack;

    @BeforeEach
    void start() {
        Path script = Scenario.writeScript(folder.resolve("script.yaml"), List.of(negotiation, sweep, other));
        stack = RunningStack.start(RunningStack.plan(script, TIME_SCALE).withReplicas(REPLICAS));
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void comeToTheSameWithinOneLimitThoughOneOfEachDies() {
        // Given
        await("work shared").atMost(LIMIT).untilAsserted(this::everyTopicIsShared);
        // When
        UUID negotiating = stack.submit(negotiation.mission(), 1);
        UUID sweeping = stack.submit(sweep.mission(), 2);
        UUID sweepingToo = stack.submit(other.mission(), 1);
        await("calls under way").atMost(LIMIT).until(() -> stack.calls().calls().size() >= LINES);
        stack.crash(Part.SERVICES.stream()
                .map(service -> new Replica(service, 1 + service.ordinal() % REPLICAS))
                .toList());
        JsonNode negotiated = stack.resultsOf(negotiating);
        JsonNode swept = stack.resultsOf(sweeping);
        JsonNode sweptToo = stack.resultsOf(sweepingToo);
        // Then
        negotiation.expected().holds(negotiated, stack.calls());
        sweep.expected().holds(swept, stack.calls());
        other.expected().holds(sweptToo, stack.calls());
        assertThat(stack.calls().peak()).as("calls at once").isLessThanOrEqualTo(LINES);
        assertThat(stack.stack().simulator().ledger().path("refused"))
                .as("calls that the provider refused for a limit")
                .allSatisfy(count -> assertThat(count.asInt()).isZero());
        await("work shared again").atMost(LIMIT).untilAsserted(this::everyTopicIsShared);
    }

    /** As the broker sees it. */
    private void everyTopicIsShared() throws ExecutionException, InterruptedException {
        try (Admin admin =
                Admin.create(Map.of("bootstrap.servers", stack.stack().bootstrapServers()))) {
            List<String> groups = admin.listGroups().all().get().stream()
                    .map(GroupListing::groupId)
                    .filter(group -> !group.startsWith(NOT_SHARED))
                    .toList();
            Map<String, ConsumerGroupDescription> described =
                    admin.describeConsumerGroups(groups).all().get();
            assertThat(described).as("consumer groups").isNotEmpty();
            described.forEach((group, consumers) -> assertThat(consumersByTopic(consumers))
                    .as("consumers by topic of group %s", group)
                    .isNotEmpty()
                    .allSatisfy(
                            (topic, members) -> assertThat(members).as(topic).hasSize(REPLICAS)));
        }
    }

    private static Map<String, Set<String>> consumersByTopic(ConsumerGroupDescription group) {
        return group.members().stream()
                .flatMap(member -> member.assignment().topicPartitions().stream()
                        .map(TopicPartition::topic)
                        .distinct()
                        .map(topic -> Map.entry(topic, member.consumerId())))
                .collect(Collectors.groupingBy(
                        Map.Entry::getKey, TreeMap::new, Collectors.mapping(Map.Entry::getValue, Collectors.toSet())));
    }
}
