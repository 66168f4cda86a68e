package dev.switchboard.bench;

import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.Part;
import dev.switchboard.launcher.stack.ResidentMemory;
import dev.switchboard.launcher.stack.RunFolder;
import dev.switchboard.launcher.stack.StackFailedException;
import dev.switchboard.simulator.webhook.SigningKey;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * How many webhooks a second webhook-gateway verifies and makes durable on one core, next to a server of Node; broker and
 * load share another core. Then, at half of that, how long a webhook takes, and a question about dynamic variables
 * meanwhile; at last what strangers do to honest webhooks.
 */
final class GatewayThroughput {

    private static final int SERVER_CORE = 0;
    private static final int OTHER_CORE = 1;
    private static final int CONNECTIONS = 128;
    private static final int FEW_CONNECTIONS = 8;
    /** A server is warm when such a round is not faster any more than the best before it. */
    private static final Duration WARM_UP_ROUND = Duration.ofSeconds(5);

    private static final int MOST_ROUNDS = 9;
    private static final double FASTER = 1.03;
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final Duration STRANGERS_LIMIT = Duration.ofMinutes(5);
    private static final double QUESTIONS_PER_SECOND = 50;
    private static final double HONEST_PER_SECOND = 200;
    private static final int WEBHOOKS = 700_000;
    /** What is signed before is believed until the end: 300 s before its time stamp and after. */
    private static final Duration AHEAD = Duration.ofSeconds(280);

    private final int strangers;
    private final List<String> flags;
    private final Installation installation = Installation.find();
    private final SigningKey key = SigningKey.generate();

    /**
     * @param strangers how many webhooks that are refused
     * @param flags further ones of the gateway's virtual machine
     */
    GatewayThroughput(int strangers, List<String> flags) {
        this.strangers = strangers;
        this.flags = flags;
    }

    /** @param perSecond 2xx of one server, while it got as much as it took */
    private record Peak(double perSecond, int nextWebhook) {}

    Table measure() {
        tell("installing the Node server");
        NodeServer node = NodeServer.install(installation.home().resolve("deploy/bench/target/node"));
        Instant signedAt = Instant.now().plus(AHEAD);
        tell("signing " + count(WEBHOOKS) + " webhooks");
        SignedWebhooks webhooks = SignedWebhooks.sign(WEBHOOKS, key, signedAt);
        Questions questions = new Questions(key, signedAt);
        pin(String.valueOf(OTHER_CORE));
        tell("starting the broker");
        try (RunFolder folder = RunFolder.temporary();
                PinnedBroker broker =
                        PinnedBroker.start(OTHER_CORE, installation, folder.logs(), freePort(), freePort())) {
            broker.publish(questions.calls());
            Table table = new Table("webhooks verified and durable; the server has one core, broker and load another");
            double alone = measureNode(node, false, broker, folder, webhooks, table);
            double gathered = measureNode(node, true, broker, folder, webhooks, table);
            measureGateway(broker, folder, webhooks, questions, alone, gathered, table);
            return table;
        } finally {
            pin("0-" + (Runtime.getRuntime().availableProcessors() - 1));
        }
    }

    private double measureNode(
            NodeServer node,
            boolean gathered,
            PinnedBroker broker,
            RunFolder folder,
            SignedWebhooks webhooks,
            Table table) {
        int port = freePort();
        Map<String, String> environment = Map.of(
                "NODE_ENV",
                "production",
                "GATHERED",
                String.valueOf(gathered),
                "PORT",
                String.valueOf(port),
                "BROKER",
                broker.address(),
                "TELNYX_PUBLIC_KEY",
                key.publicKeyText());
        try (PinnedProcess server = PinnedProcess.start(
                        SERVER_CORE, node.command(), environment, folder.logs().resolve("node.log"));
                Load load = new Load(port)) {
            tell("the Node server");
            server.await("Node server", () -> isListening(port));
            Peak peak = peak(load, webhooks, broker);
            String how = gathered ? ", sends gathered by hand" : ", Fastify, telnyx, kafkajs";
            table.add("Node " + node.version() + how + ": a second", count(peak.perSecond()), "");
            Load.Stream half = Load.Stream.paced(webhooks.from(peak.nextWebhook()), CONNECTIONS, peak.perSecond() / 2);
            load.run(MEASURED, half);
            table.millis("  at half of that, p99", half.millis().at(99), "");
            return peak.perSecond();
        }
    }

    private void measureGateway(
            PinnedBroker broker,
            RunFolder folder,
            SignedWebhooks webhooks,
            Questions questions,
            double alone,
            double gathered,
            Table table) {
        int port = freePort();
        Map<String, String> environment = Map.of(
                "QUARKUS_HTTP_PORT",
                String.valueOf(port),
                "QUARKUS_HTTP_HOST",
                "127.0.0.1",
                "KAFKA_BOOTSTRAP_SERVERS",
                broker.address(),
                "SWITCHBOARD_GATEWAY_PUBLIC_KEYS_DEFAULT",
                key.publicKeyText());
        List<String> command = new ArrayList<>(List.of(JAVA, "-Xmx256m"));
        command.addAll(flags);
        command.addAll(List.of("-jar", installation.jar(Part.WEBHOOK_GATEWAY).toString()));
        try (PinnedProcess server = PinnedProcess.start(
                        SERVER_CORE, command, environment, folder.logs().resolve("gateway.log"));
                Load load = new Load(port)) {
            tell("webhook-gateway");
            server.await("webhook-gateway", () -> isWell(port));
            Peak peak = peak(load, webhooks, broker);
            table.add("webhook-gateway: a second", count(peak.perSecond()), "")
                    .add("  times as many", times(peak.perSecond() / alone), "(at least 4)")
                    .add("  times as many as with sends gathered by hand", times(peak.perSecond() / gathered), "");
            Load.Stream half = Load.Stream.paced(webhooks.from(peak.nextWebhook()), CONNECTIONS, peak.perSecond() / 2);
            Load.Stream asked = Load.Stream.paced(questions, FEW_CONNECTIONS, QUESTIONS_PER_SECOND);
            questions.check(port);
            load.run(MEASURED, half, asked);
            table.millis("  at half of that, p50", half.millis().at(50), "")
                    .millis("  at half of that, p99", half.millis().at(99), "(at most 50 ms)")
                    .millis("  dynamic variables meanwhile, p99", asked.millis().at(99), "(at most 20 ms)")
                    .add("  not answered 2xx", String.valueOf(half.wrong() + asked.wrong()), "(0)");
            tell("strangers");
            long before = ResidentMemory.of(List.of(server.pid())).sum();
            int next = peak.nextWebhook() + (int) (half.right() + half.wrong());
            Load.Stream honest = Load.Stream.paced(webhooks.from(next), FEW_CONNECTIONS, HONEST_PER_SECOND);
            Load.Stream hostile = Load.Stream.closed(new Strangers(webhooks, key, strangers), CONNECTIONS);
            double seconds = load.run(STRANGERS_LIMIT, hostile, honest);
            table.add("forged, stale, unsigned, malformed, oversized", count(hostile.right()), "")
                    .add("  refused a second", count(hostile.right() / seconds), "")
                    .add("  not refused as they must be", String.valueOf(hostile.wrong()), "(0)")
                    .millis("  honest webhooks meanwhile, p99", honest.millis().at(99), "")
                    .add("  honest webhooks not answered 2xx", String.valueOf(honest.wrong()), "(0)")
                    .megabytes("  resident memory before", before, "")
                    .megabytes(
                            "  resident memory after",
                            ResidentMemory.of(List.of(server.pid())).sum(),
                            "");
        }
    }

    /** Warm, then measured; what the broker got must be what was answered. */
    private Peak peak(Load load, SignedWebhooks webhooks, PinnedBroker broker) {
        int next = 0;
        double best = 0;
        for (int round = 0; round < MOST_ROUNDS; round++) {
            Load.Stream warmUp = Load.Stream.closed(webhooks.from(next), CONNECTIONS);
            double seconds = load.run(WARM_UP_ROUND, warmUp);
            double perSecond = warmUp.right() / seconds;
            next += (int) (warmUp.right() + warmUp.wrong());
            tell("  " + count(perSecond) + " a second while warming up");
            if (perSecond < best * FASTER) {
                break;
            }
            best = perSecond;
        }
        long before = broker.recorded();
        Load.Stream measured = Load.Stream.closed(webhooks.from(next), CONNECTIONS);
        double measuredSeconds = load.run(MEASURED, measured);
        long recorded = broker.recorded() - before;
        if (measured.wrong() > 0 || recorded < measured.right()) {
            throw new StackFailedException(measured.right() + " webhooks were answered 2xx, " + measured.wrong()
                    + " otherwise, but the broker got " + recorded);
        }
        return new Peak(measured.right() / measuredSeconds, next + (int) measured.right());
    }

    // ---

    static final String JAVA =
            Path.of(System.getProperty("java.home"), "bin", "java").toString();

    /** This process, too, runs on its core alone. */
    private static void pin(String cores) {
        try {
            Process taskset = new ProcessBuilder(
                            "taskset",
                            "-a",
                            "-c",
                            "-p",
                            cores,
                            String.valueOf(ProcessHandle.current().pid()))
                    .redirectErrorStream(true)
                    .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                    .start();
            if (taskset.waitFor() != 0) {
                throw new StackFailedException("no process can be bound to core " + cores + ": two cores are needed");
            }
        } catch (IOException e) {
            throw new UncheckedIOException("taskset", e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static boolean isWell(int port) {
        try {
            HttpRequest health = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/q/health/ready"))
                    .build();
            return HttpClient.newHttpClient()
                            .send(health, BodyHandlers.discarding())
                            .statusCode()
                    == 200;
        } catch (IOException e) {
            return false;
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            return false;
        }
    }

    private static boolean isListening(int port) {
        try (Socket socket = new Socket("127.0.0.1", port)) {
            return socket.isConnected();
        } catch (IOException e) {
            return false;
        }
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new UncheckedIOException("no free port", e);
        }
    }

    private static void tell(String what) {
        System.err.println(what);
    }

    private static String times(double factor) {
        return String.format(Locale.ROOT, "%.1f", factor);
    }

    private static String count(double number) {
        return String.format(Locale.ROOT, "%,.0f", number);
    }
}
