package dev.switchboard.launcher.stack;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.InetSocketAddress;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * One address for several servers, which get its requests in turn. A server that cannot be connected to is passed over;
 * one that goes away in the middle leaves the sender without an answer (502), since nobody knows what it has done.
 */
final class Balancer implements AutoCloseable {

    private static final Duration CONNECTING = Duration.ofMillis(500);
    private static final Duration ANSWERING = Duration.ofSeconds(10);
    private static final int BAD_GATEWAY = 502;
    private static final int THREADS = 16;

    /** They belong to one connection, and are made anew for the next. */
    private static final Set<String> HOP_BY_HOP =
            Set.of("connection", "content-length", "expect", "host", "http2-settings", "transfer-encoding", "upgrade");

    private final HttpServer server;
    private final List<Integer> ports;
    private final AtomicInteger turn = new AtomicInteger();
    private final ExecutorService workers = Executors.newFixedThreadPool(THREADS, Balancer::daemon);
    private final HttpClient client = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(CONNECTING)
            .build();

    private Balancer(HttpServer server, List<Integer> ports) {
        this.server = server;
        this.ports = ports;
    }

    /**
     * Listens at once.
     *
     * @param ports of the servers, on this machine
     */
    static Balancer start(int port, List<Integer> ports) {
        try {
            HttpServer server = HttpServer.create(new InetSocketAddress("127.0.0.1", port), 0);
            Balancer balancer = new Balancer(server, List.copyOf(ports));
            server.setExecutor(balancer.workers);
            server.createContext("/", balancer::handOn);
            server.start();
            return balancer;
        } catch (IOException e) {
            throw new UncheckedIOException("port " + port, e);
        }
    }

    private void handOn(HttpExchange exchange) throws IOException {
        try (exchange) {
            byte[] body = exchange.getRequestBody().readAllBytes();
            int first = turn.getAndIncrement();
            for (int i = 0; i < ports.size(); i++) {
                try {
                    answer(exchange, ask(exchange, ports.get(Math.floorMod(first + i, ports.size())), body));
                    return;
                } catch (ConnectException e) {
                    // It has seen nothing of the request: the next one.
                    continue;
                } catch (IOException e) {
                    break;
                }
            }
            exchange.sendResponseHeaders(BAD_GATEWAY, -1);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private HttpResponse<byte[]> ask(HttpExchange exchange, int port, byte[] body)
            throws IOException, InterruptedException {
        URI uri = URI.create("http://127.0.0.1:" + port + exchange.getRequestURI());
        HttpRequest.Builder request = HttpRequest.newBuilder(uri)
                .timeout(ANSWERING)
                .method(exchange.getRequestMethod(), BodyPublishers.ofByteArray(body));
        exchange.getRequestHeaders().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                values.forEach(value -> request.header(name, value));
            }
        });
        return client.send(request.build(), BodyHandlers.ofByteArray());
    }

    private static void answer(HttpExchange exchange, HttpResponse<byte[]> answer) throws IOException {
        answer.headers().map().forEach((name, values) -> {
            if (!HOP_BY_HOP.contains(name.toLowerCase(Locale.ROOT))) {
                exchange.getResponseHeaders().put(name, values);
            }
        });
        byte[] body = answer.body();
        exchange.sendResponseHeaders(answer.statusCode(), body.length == 0 ? -1 : body.length);
        if (body.length > 0) {
            exchange.getResponseBody().write(body);
        }
    }

    private static Thread daemon(Runnable work) {
        Thread thread = new Thread(work, "balancer");
        thread.setDaemon(true);
        return thread;
    }

    @Override
    public void close() {
        server.stop(0);
        workers.shutdownNow();
    }
}
