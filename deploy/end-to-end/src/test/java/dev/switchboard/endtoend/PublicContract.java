package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/** What others see: programs that know Kafka and the AsyncAPI document only, and Telnyx, which asks how to begin. */
@Execution(ExecutionMode.CONCURRENT)
abstract class PublicContract {

    private static final String EXAMPLES = "dev.switchboard.examples.";
    private static final AtomicInteger NEXT_PHONES = new AtomicInteger(1);

    @TempDir
    static Path folder;

    private final RunningStack stack = ServicesIT.stack();

    @Test
    void anotherSystemAsksForAMissionAndFollowsItToItsEnd() throws Exception {
        // Given
        Path mission = write(small());

        // When
        Program asked = java("RequestMission", stack.stack().bootstrapServers(), "default", mission.toString());
        Program followed = java(
                "FollowMission", stack.stack().bootstrapServers(), asked.lines().get(0));

        // Then
        assertThat(followed.exitCode()).isZero();
        assertThat(types(followed))
                .startsWith("mission.created.v1")
                .contains("call.requested.v1", "call.scheduled.v1", "call.completed.v1", "insight.ready.v1");
        assertThat(followed.lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("mission.completed.v1").contains("\"status\":\"succeeded\""));
    }

    @Test
    void anotherSystemIsToldWhatIsWrong() throws Exception {
        Path mission = write(small().put("colour", "red"));

        Program asked = java("RequestMission", stack.stack().bootstrapServers(), "default", mission.toString());
        Program followed = java(
                "FollowMission", stack.stack().bootstrapServers(), asked.lines().get(0));

        assertThat(followed.exitCode()).isEqualTo(1);
        assertThat(followed.lines())
                .singleElement()
                .asString()
                .startsWith("mission.refused.v1")
                .contains("$.colour");
    }

    @Test
    void anotherSystemDoesSoInPython() throws Exception {
        assumeTrue(
                Program.run(folder, List.of("python3", "-c", "import confluent_kafka"))
                                .exitCode()
                        == 0,
                "python3 with confluent-kafka is not installed here");
        Path example = Installation.find().home().resolve("deploy/examples/python/mission.py");
        String broker = stack.stack().bootstrapServers();

        Program followed = Program.run(
                folder,
                List.of(
                        "python3",
                        example.toString(),
                        broker,
                        "default",
                        write(small()).toString()));
        Program refused = Program.run(
                folder,
                List.of(
                        "python3",
                        example.toString(),
                        broker,
                        "default",
                        write(small().put("colour", "red")).toString()));

        assertThat(followed.exitCode()).isZero();
        assertThat(types(followed)).startsWith("mission.created.v1").contains("mission.completed.v1");
        assertThat(refused.exitCode()).isEqualTo(1);
        assertThat(refused.lines()).singleElement().asString().contains("$.colour");
    }

    @Test
    void conversationsBeginWithWhatTheMissionRemembers() throws Exception {
        // Given
        ObjectNode mission = small();
        ((ObjectNode) mission.path("assistant")).put("name", "One that remembers");
        mission.putObject("memory").put("conversations", 3).put("insights", true);
        double before = answered("answered");

        // When
        UUID run = stack.submit(mission);
        JsonNode results = stack.resultsOf(run);

        // Then
        assertThat(results.path("status").asText()).isEqualTo("succeeded");
        assertThat(answered("answered") - before)
                .isEqualTo(mission.path("targets").size());
        assertThat(answered("unknown_call")).isZero();
    }

    /** So many times the gateway has answered so. */
    private double answered(String result) throws IOException, InterruptedException {
        HttpResponse<String> metrics = HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(stack.stack()
                                        .address(Part.WEBHOOK_GATEWAY)
                                        .resolve("/q/metrics"))
                                .build(),
                        HttpResponse.BodyHandlers.ofString());
        Matcher line = Pattern.compile("switchboard_gateway_webhooks_total\\{result=\"" + result + "\",?} (\\S+)")
                .matcher(metrics.body());
        // Nothing is counted before the first webhook.
        return line.find() ? Double.parseDouble(line.group(1)) : 0;
    }

    /** Two targets of the sweep, each time others. */
    private static ObjectNode small() {
        ObjectNode mission =
                Scenario.sweep().onOtherPhones(NEXT_PHONES.getAndIncrement()).mission();
        while (mission.path("targets").size() > 2) {
            mission.withArray("targets").remove(2);
        }
        return mission;
    }

    private static Path write(ObjectNode mission) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "mission", ".json"), mission.toString());
    }

    private static List<String> types(Program followed) {
        return followed.lines().stream().map(line -> line.split(" ", 2)[0]).toList();
    }

    private static Program java(String example, String... arguments) {
        Path jar = Installation.find().home().resolve("deploy/examples/target/switchboard-examples.jar");
        return Program.java(folder, jar, EXAMPLES + example, arguments);
    }
}
