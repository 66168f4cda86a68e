package dev.switchboard.mission.support;

import static io.restassured.RestAssured.given;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import io.restassured.response.Response;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import org.awaitility.Awaitility;
import org.eclipse.microprofile.config.ConfigProvider;

/** The service under test, seen from outside: its API, its events, and the Telnyx it speaks to. */
public final class Service {

    /** A mission that was taken. */
    public record Launched(String account, UUID missionId, UUID runId) {}

    private static FakeTelnyx telnyx;
    private static Bus bus;

    static {
        // A busy machine is no reason to fail.
        Awaitility.setDefaultTimeout(Duration.ofMinutes(2));
    }

    private Service() {}

    public static synchronized FakeTelnyx telnyx() {
        if (telnyx == null) {
            telnyx = new FakeTelnyx(URI.create(config("switchboard.telnyx.url")).getPort());
            Surroundings.ACCOUNTS.forEach(Service::numberOf);
            List.of("default", "stages").forEach(Service::numbersOf);
            numberOf(Surroundings.DENYING);
            numberOf(Surroundings.ASKING);
            Surroundings.APPROVERS.keySet().forEach(Service::numbersOf);
        }
        return telnyx;
    }

    private static void numberOf(String account) {
        telnyx.number(account, "+13125559900", null, true);
        telnyx.number(account, "+13125559901", null, true);
        telnyx.number(account, "+13125559902", null, true);
    }

    /** One for each assistant that the tests of an account make. */
    private static void numbersOf(String account) {
        for (int n = 10; n < 40; n++) {
            telnyx.number(account, "+131255599" + n, null, true);
        }
    }

    public static synchronized Bus bus() {
        if (bus == null) {
            bus = new Bus(config("kafka.bootstrap.servers"));
        }
        return bus;
    }

    private static String config(String name) {
        return ConfigProvider.getConfig().getValue(name, String.class);
    }

    /** A mission file of the test resources. */
    public static String file(String name) {
        try (InputStream file = Service.class.getResourceAsStream("/missions/" + name)) {
            return new String(file.readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static Response post(String account, String yaml) {
        return given().header("Authorization", "Bearer " + Surroundings.token(account))
                .contentType("application/yaml")
                .body(yaml.getBytes(StandardCharsets.UTF_8))
                .post("/v1/missions");
    }

    public static Launched launch(String account, String yaml) {
        telnyx();
        bus();
        Response response = post(account, yaml);
        response.then().statusCode(201);
        return new Launched(
                account, UUID.fromString(response.path("mission_id")), UUID.fromString(response.path("run_id")));
    }

    public static JsonNode get(String account, String path) {
        String body = given().header("Authorization", "Bearer " + Surroundings.token(account))
                .get(path)
                .then()
                .statusCode(200)
                .extract()
                .asString();
        return json(body);
    }

    public static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    public static JsonNode run(Launched mission) {
        return get(mission.account(), "/v1/runs/" + mission.runId());
    }

    public static JsonNode results(Launched mission) {
        return get(mission.account(), "/v1/runs/" + mission.runId() + "/results");
    }

    public static JsonNode awaitStatus(Launched mission, String status) {
        await().until(() -> run(mission).path("status").asText().equals(status));
        return run(mission);
    }

    /** The first calls of a run that were called off one by one. */
    public static List<UUID> cancelledCalls(Launched mission, int many) {
        return bus()
                .awaitAll(
                        Topic.CALL_CANCELLED,
                        many,
                        event -> event.as(CallCancelled.class).runId().equals(mission.runId()))
                .stream()
                .flatMap(event -> event.as(CallCancelled.class).callId().stream())
                .toList();
    }

    /** The requests for calls of a run, once there are so many. */
    public static List<CallRequested> calls(Launched mission, int many) {
        return bus()
                .awaitAll(
                        Topic.CALL_REQUESTED,
                        many,
                        event -> event.headers()
                                .correlationId()
                                .filter(mission.runId().toString()::equals)
                                .isPresent())
                .stream()
                .map(event -> event.as(CallRequested.class))
                .toList();
    }

    /** The requests for calls of a run so far. */
    public static int callsSoFar(Launched mission) {
        return bus().heard(
                        Topic.CALL_REQUESTED,
                        event -> event.headers()
                                .correlationId()
                                .filter(mission.runId().toString()::equals)
                                .isPresent())
                .size();
    }
}
