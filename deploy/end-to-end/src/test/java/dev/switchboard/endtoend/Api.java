package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.launcher.stack.LocalStack;
import dev.switchboard.launcher.stack.Part;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;

/** {@code /v1} of a service of a running stack. */
final class Api {

    /** @param body of JSON; of anything else the text */
    record Reply(int status, JsonNode body) {

        String text() {
            return body.asText();
        }
    }

    private static final ObjectMapper JSON = new ObjectMapper();

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final URI address;
    private final String bearer;

    private Api(URI address, String key) {
        this.address = address;
        this.bearer = "Bearer " + key;
    }

    /** With the stack's own key. */
    static Api of(LocalStack stack, Part service) {
        try {
            return new Api(
                    stack.address(service),
                    Files.readString(stack.folder().apiKey()).strip());
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    Api withKey(String key) {
        return new Api(address, key);
    }

    Reply get(String path) {
        return send("GET", path, "application/json", "");
    }

    Reply post(String path, String json) {
        return send("POST", path, "application/json", json);
    }

    Reply patch(String path, String json) {
        return send("PATCH", path, "application/json", json);
    }

    Reply send(String method, String path, String mediaType, String body) {
        HttpRequest request = HttpRequest.newBuilder(address.resolve(path))
                .header("Authorization", bearer)
                .header("Content-Type", mediaType)
                .method(method, HttpRequest.BodyPublishers.ofString(body))
                .build();
        try {
            HttpResponse<String> answer = client.send(request, HttpResponse.BodyHandlers.ofString());
            boolean isJson = answer.headers()
                    .firstValue("Content-Type")
                    .filter(type -> type.startsWith("application/json") || type.startsWith("application/problem+json"))
                    .isPresent();
            return new Reply(
                    answer.statusCode(),
                    isJson ? JSON.readTree(answer.body()) : JsonNodeFactory.instance.textNode(answer.body()));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException(e);
        }
    }
}
