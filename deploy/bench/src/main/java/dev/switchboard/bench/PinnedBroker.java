package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.embedded.EmbeddedKafka;
import dev.switchboard.events.Topic;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.StackFailedException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListOffsetsResult.ListOffsetsResultInfo;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/** The broker of a local stack, on one core. */
final class PinnedBroker implements AutoCloseable {

    private static final String WEBHOOKS = Topic.TELNYX_WEBHOOK.topicName();

    private final PinnedProcess process;
    private final Map<String, Object> client;

    private PinnedBroker(PinnedProcess process, String address) {
        this.process = process;
        this.client = Map.of("bootstrap.servers", address);
    }

    static PinnedBroker start(int core, Installation installation, Path logs, int port, int controllerPort) {
        List<String> command = List.of(
                GatewayThroughput.JAVA,
                "-Xmx256m",
                "-XX:+UseSerialGC",
                "-cp",
                installation.jar(Part.BROKER).toString(),
                EmbeddedKafka.class.getName(),
                logs.resolveSibling("broker").toString(),
                String.valueOf(port),
                String.valueOf(controllerPort));
        PinnedProcess process = PinnedProcess.start(core, command, Map.of(), logs.resolve("broker.log"));
        process.await("broker", () -> process.said().contains("broker ready"));
        return new PinnedBroker(process, "127.0.0.1:" + port);
    }

    String address() {
        return client.get("bootstrap.servers").toString();
    }

    /** Calls that the gateway is to know of. */
    void publish(List<JsonNode> calls) {
        try (var producer = new KafkaProducer<>(client, new StringSerializer(), new ByteArraySerializer())) {
            for (JsonNode call : calls) {
                producer.send(new ProducerRecord<>(
                                Topic.CALL_SCHEDULED.topicName(),
                                call.path("run_id").asText(),
                                call.toString().getBytes(StandardCharsets.UTF_8)))
                        .get();
            }
        } catch (ExecutionException e) {
            throw new StackFailedException("the broker takes no record: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException("interrupted");
        }
    }

    /** How many webhooks it has. */
    long recorded() {
        try (Admin admin = Admin.create(client)) {
            Map<TopicPartition, OffsetSpec> ends =
                    admin.describeTopics(List.of(WEBHOOKS)).allTopicNames().get().get(WEBHOOKS).partitions().stream()
                            .map(partition -> new TopicPartition(WEBHOOKS, partition.partition()))
                            .collect(Collectors.toMap(Function.identity(), partition -> OffsetSpec.latest()));
            return admin.listOffsets(ends).all().get().values().stream()
                    .mapToLong(ListOffsetsResultInfo::offset)
                    .sum();
        } catch (ExecutionException e) {
            throw new StackFailedException("the broker does not answer: " + e.getCause());
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new StackFailedException("interrupted");
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
