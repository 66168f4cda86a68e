package dev.switchboard.embedded;

import dev.switchboard.events.Topic;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.stream.Stream;
import kafka.server.KafkaConfig;
import kafka.server.KafkaRaftServer;
import kafka.tools.StorageTool;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.common.Uuid;
import org.apache.kafka.common.utils.Time;

/** A real Kafka broker (KRaft, combined mode) in this process. Keeps its log in the directory it is given. */
public final class EmbeddedKafka implements AutoCloseable {

    /** Enough to share work among a few replicas, few enough to start at once. */
    private static final int PARTITIONS = 4;

    private final KafkaRaftServer server;
    private final int port;

    private EmbeddedKafka(KafkaRaftServer server, int port) {
        this.server = server;
        this.port = port;
    }

    /**
     * Starts a broker and creates the topics of the contract with their dead-letter topics.
     *
     * @param directory where the log lives; a directory used before is taken up again
     * @param port where clients connect, on 127.0.0.1
     * @param controllerPort for the broker's own controller
     */
    public static EmbeddedKafka start(Path directory, int port, int controllerPort) {
        Properties properties = properties(directory, port, controllerPort);
        formatOnce(directory, properties);
        KafkaRaftServer server = startServer(properties);
        EmbeddedKafka kafka = new EmbeddedKafka(server, port);
        kafka.createTopics(
                Stream.of(Topic.values()).flatMap(EmbeddedKafka::namesOf).toList());
        return kafka;
    }

    /** The broker looks up some of its classes through the thread's class loader, which in a test may be another one. */
    private static KafkaRaftServer startServer(Properties properties) {
        Thread thread = Thread.currentThread();
        ClassLoader before = thread.getContextClassLoader();
        thread.setContextClassLoader(EmbeddedKafka.class.getClassLoader());
        try {
            KafkaRaftServer server = new KafkaRaftServer(new KafkaConfig(properties), Time.SYSTEM);
            server.startup();
            return server;
        } finally {
            thread.setContextClassLoader(before);
        }
    }

    public String bootstrapServers() {
        return "127.0.0.1:" + port;
    }

    /** Creates those of the topics that do not exist yet. */
    public void createTopics(Collection<String> names) {
        try (Admin admin = Admin.create(Map.of("bootstrap.servers", bootstrapServers()))) {
            Set<String> existing = admin.listTopics().names().get();
            List<NewTopic> missing = names.stream()
                    .filter(name -> !existing.contains(name))
                    .map(name -> new NewTopic(name, PARTITIONS, (short) 1))
                    .toList();
            admin.createTopics(missing).all().get();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while creating topics", e);
        } catch (ExecutionException e) {
            throw new IllegalStateException("topics could not be created", e.getCause());
        }
    }

    @Override
    public void close() {
        server.shutdown();
        server.awaitShutdown();
    }

    /** Runs a broker as a process of its own: {@code EmbeddedKafka DIRECTORY PORT CONTROLLER_PORT}. */
    public static void main(String[] args) {
        if (args.length != 3) {
            System.err.println("usage: EmbeddedKafka DIRECTORY PORT CONTROLLER_PORT");
            System.exit(2);
        }
        EmbeddedKafka kafka = start(Path.of(args[0]), Integer.parseInt(args[1]), Integer.parseInt(args[2]));
        Runtime.getRuntime().addShutdownHook(new Thread(kafka::close, "broker-shutdown"));
        System.out.println("broker ready " + kafka.bootstrapServers());
        kafka.server.awaitShutdown();
    }

    private static Stream<String> namesOf(Topic topic) {
        return Stream.of(topic.topicName(), topic.deadLetters());
    }

    private static Properties properties(Path directory, int port, int controllerPort) {
        Properties properties = new Properties();
        properties.putAll(Map.ofEntries(
                Map.entry("process.roles", "broker,controller"),
                Map.entry("node.id", "1"),
                Map.entry("controller.quorum.voters", "1@127.0.0.1:" + controllerPort),
                Map.entry("listeners", "PLAINTEXT://127.0.0.1:" + port + ",CONTROLLER://127.0.0.1:" + controllerPort),
                Map.entry("advertised.listeners", "PLAINTEXT://127.0.0.1:" + port),
                Map.entry("controller.listener.names", "CONTROLLER"),
                Map.entry("listener.security.protocol.map", "PLAINTEXT:PLAINTEXT,CONTROLLER:PLAINTEXT"),
                Map.entry("log.dirs", directory.toAbsolutePath().toString()),
                Map.entry("offsets.topic.replication.factor", "1"),
                Map.entry("offsets.topic.num.partitions", "2"),
                Map.entry("transaction.state.log.replication.factor", "1"),
                Map.entry("transaction.state.log.min.isr", "1"),
                Map.entry("transaction.state.log.num.partitions", "1"),
                Map.entry("share.coordinator.state.topic.replication.factor", "1"),
                Map.entry("share.coordinator.state.topic.min.isr", "1"),
                Map.entry("group.initial.rebalance.delay.ms", "0"),
                Map.entry("auto.create.topics.enable", "false"),
                // One machine, a handful of clients: threads beyond this only cost memory.
                Map.entry("num.network.threads", "2"),
                Map.entry("num.io.threads", "4"),
                Map.entry("background.threads", "2"),
                Map.entry("log.cleaner.threads", "1"),
                Map.entry("log.cleaner.dedupe.buffer.size", "4194304")));
        return properties;
    }

    private static void formatOnce(Path directory, Properties properties) {
        if (Files.exists(directory.resolve("meta.properties"))) {
            return;
        }
        try {
            Files.createDirectories(directory);
            Path config = Files.createTempFile("switchboard-broker", ".properties");
            try {
                try (var out = Files.newOutputStream(config)) {
                    properties.store(out, null);
                }
                List<String> arguments = new ArrayList<>(List.of(
                        "format", "-t", Uuid.randomUuid().toString(), "-c", config.toString(), "--ignore-formatted"));
                var quiet = new java.io.PrintStream(java.io.OutputStream.nullOutputStream());
                StorageTool.execute(arguments.toArray(String[]::new), quiet);
            } finally {
                Files.delete(config);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("broker directory " + directory, e);
        }
    }
}
