package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class BalancerTest {

    private final List<HttpServer> servers = new ArrayList<>();
    private final int port = freePort();
    private Balancer balancer;

    @AfterEach
    void stop() {
        balancer.close();
        servers.forEach(server -> server.stop(0));
    }

    @Test
    void givesThemTheRequestsInTurn() throws Exception {
        balancer = Balancer.start(port, List.of(server("one"), server("two")));

        assertThat(List.of(
                        post("a").body(),
                        post("b").body(),
                        post("c").body(),
                        post("d").body()))
                .containsExactly(
                        "one POST /hooks?x=1 sealed a",
                        "two POST /hooks?x=1 sealed b",
                        "one POST /hooks?x=1 sealed c",
                        "two POST /hooks?x=1 sealed d");
    }

    @Test
    void passesOverOneThatIsAway() throws Exception {
        balancer = Balancer.start(port, List.of(freePort(), server("two")));

        assertThat(List.of(post("a").body(), post("b").body()))
                .containsExactly("two POST /hooks?x=1 sealed a", "two POST /hooks?x=1 sealed b");
    }

    @Test
    void saysSoIfNobodyIsThere() throws Exception {
        balancer = Balancer.start(port, List.of(freePort()));

        assertThat(post("a").statusCode()).isEqualTo(502);
    }

    /** Answers with its name and what it got. */
    private int server(String name) throws IOException {
        HttpServer server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", exchange -> {
            byte[] answer = (name + " " + exchange.getRequestMethod() + " " + exchange.getRequestURI() + " "
                            + exchange.getRequestHeaders().getFirst("X-Signature") + " "
                            + new String(exchange.getRequestBody().readAllBytes(), StandardCharsets.UTF_8))
                    .getBytes(StandardCharsets.UTF_8);
            exchange.sendResponseHeaders(200, answer.length);
            exchange.getResponseBody().write(answer);
            exchange.close();
        });
        server.start();
        servers.add(server);
        return server.getAddress().getPort();
    }

    private HttpResponse<String> post(String body) throws IOException, InterruptedException {
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + "/hooks?x=1"))
                                .header("X-Signature", "sealed")
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.ofString());
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }
}
