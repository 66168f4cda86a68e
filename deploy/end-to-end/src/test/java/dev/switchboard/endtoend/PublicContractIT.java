package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.launcher.stack.Installation;
import dev.switchboard.launcher.stack.Part;
import java.io.IOException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What others see: programs that know Kafka and the AsyncAPI document only, and Telnyx, which asks how to begin. */
class PublicContractIT {

    /** With the lead that Telnyx wants, in the time of which the gateway hears of a call. */
    private static final double TIME_SCALE = 60;

    private static final String EXAMPLES = "dev.switchboard.examples.";

    @TempDir
    Path folder;

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.withLeadOfProduction(TIME_SCALE);
        stack.stack().startClock();
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void anotherSystemAsksForAMissionAndFollowsItToItsEnd() throws Exception {
        // Given
        Path mission = write(small());

        // When
        Ran asked = java("RequestMission", stack.stack().bootstrapServers(), "default", mission.toString());
        Ran followed = java(
                "FollowMission", stack.stack().bootstrapServers(), asked.lines().get(0));

        // Then
        assertThat(followed.exitCode()).isZero();
        assertThat(followed.types())
                .startsWith("mission.created.v1")
                .contains("call.requested.v1", "call.scheduled.v1", "call.completed.v1", "insight.ready.v1");
        assertThat(followed.lines())
                .anySatisfy(line ->
                        assertThat(line).startsWith("mission.completed.v1").contains("\"status\":\"succeeded\""));
    }

    @Test
    void anotherSystemIsToldWhatIsWrong() throws Exception {
        Path mission = write(small().put("colour", "red"));

        Ran asked = java("RequestMission", stack.stack().bootstrapServers(), "default", mission.toString());
        Ran followed = java(
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
                run(List.of("python3", "-c", "import confluent_kafka")).exitCode() == 0,
                "python3 with confluent-kafka is not installed here");
        Path example = Installation.find().home().resolve("deploy/examples/python/mission.py");
        String broker = stack.stack().bootstrapServers();

        Ran followed = run(List.of(
                "python3", example.toString(), broker, "default", write(small()).toString()));
        Ran refused = run(List.of(
                "python3",
                example.toString(),
                broker,
                "default",
                write(small().put("colour", "red")).toString()));

        assertThat(followed.exitCode()).isZero();
        assertThat(followed.types()).startsWith("mission.created.v1").contains("mission.completed.v1");
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
        UUID run = stack.submit(new Scenario(mission, new ObjectMapper().createObjectNode(), null));
        JsonNode results = stack.resultsOf(run);

        // Then
        assertThat(results.path("status").asText()).isEqualTo("succeeded");
        assertThat(answered("answered") - before)
                .isEqualTo(mission.path("targets").size());
        assertThat(answered("unknown_call")).isZero();
    }

    /** So many times the gateway has answered so. */
    private static double answered(String result) throws IOException, InterruptedException {
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

    /** Two targets of the sweep. */
    private static ObjectNode small() {
        ObjectNode mission = Scenario.sweep().mission();
        while (mission.path("targets").size() > 2) {
            mission.withArray("targets").remove(2);
        }
        return mission;
    }

    private Path write(ObjectNode mission) throws IOException {
        return Files.writeString(Files.createTempFile(folder, "mission", ".json"), mission.toString());
    }

    private record Ran(int exitCode, List<String> lines) {

        List<String> types() {
            return lines.stream().map(line -> line.split(" ", 2)[0]).toList();
        }
    }

    private Ran java(String example, String... arguments) throws IOException, InterruptedException {
        Path jar = Installation.find().home().resolve("deploy/examples/target/switchboard-examples.jar");
        List<String> command = new ArrayList<>(List.of(
                ProcessHandle.current().info().command().orElse("java"), "-cp", jar.toString(), EXAMPLES + example));
        command.addAll(List.of(arguments));
        return run(command);
    }

    private Ran run(List<String> command) throws IOException, InterruptedException {
        Path out = Files.createTempFile(folder, "out", ".txt");
        Process process = new ProcessBuilder(command)
                .redirectOutput(out.toFile())
                .redirectError(Files.createTempFile(folder, "err", ".txt").toFile())
                .start();
        boolean ended = process.waitFor(2, TimeUnit.MINUTES);
        process.destroyForcibly();
        assertThat(ended)
                .as(command + " ends; it said " + Files.readString(out))
                .isTrue();
        return new Ran(process.exitValue(), Files.readAllLines(out));
    }
}
