package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.chaos.Calls;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The command a person types, as a process: what it says, writes, returns and leaves behind. */
@Order(2)
class LauncherIT {

    private static final Duration SOON = Duration.ofSeconds(20);
    private static final Duration LIMIT = Duration.ofMinutes(3);

    @TempDir
    Path folder;

    @Test
    void asksThePeopleOfTheScriptCarriesOutAMissionAndLeavesNothing() throws InterruptedException, IOException {
        // Given
        Scenario sweep = Scenario.sweep();
        Path mission = sweep.writeMission(folder.resolve("mission.yaml"));
        Path script = sweep.writeScript(folder.resolve("script.yaml"));
        Files.writeString(mission, "approval: {before_calls: true}\n", StandardOpenOption.APPEND);
        Files.writeString(
                script, "approvals: [{after_secs: 1800, decision: approved, by: dana}]\n", StandardOpenOption.APPEND);
        // When
        LauncherProcess launcher = LauncherProcess.start(
                folder,
                "mission.yaml",
                "--script",
                "script.yaml",
                "--time-scale",
                "300",
                "--out",
                "out.json",
                "--ledger",
                "ledger.json");
        // Then
        assertThat(launcher.exitCode()).as(launcher.output()).isZero();
        assertThat(launcher.output())
                .containsSubsequence("waiting for approval: ", "approval: approved by dana (", "calling")
                .contains("Las Vegas NV")
                .contains("given up");
        sweep.expected().holds(json("out.json"), Calls.of(json("ledger.json")));
        assertThat(launcher.leftovers(folder.resolve("none"))).isEmpty();
    }

    @Test
    void saysAllThatIsWrongWithAMission() throws InterruptedException, IOException {
        Files.writeString(folder.resolve("mission.yaml"), """
                name: Broken
                class: swep
                targets: [{name: Nobody, phone: "12"}]
                colour: red
                """);

        LauncherProcess launcher = LauncherProcess.start(folder, "mission.yaml");

        assertThat(launcher.exitCode()).as(launcher.output()).isEqualTo(2);
        assertThat(launcher.output())
                .contains("class")
                .contains("swep")
                .contains("phone")
                .contains("colour");
        assertThat(launcher.leftovers(folder.resolve("none"))).isEmpty();
    }

    @Test
    void saysWhatIsWrongWithAScript() throws InterruptedException, IOException {
        Scenario.sweep().writeMission(folder.resolve("mission.yaml"));
        Files.writeString(folder.resolve("script.yaml"), "numbers: {\"+13125550102\": [{outcome: sleepy}]}\n");

        LauncherProcess launcher = LauncherProcess.start(folder, "mission.yaml", "--script", "script.yaml");

        assertThat(launcher.exitCode()).as(launcher.output()).isEqualTo(2);
        assertThat(launcher.output()).contains("sleepy");
    }

    @ParameterizedTest
    @ValueSource(strings = {"--no-such-option", "nowhere.yaml", "--time-scale=0", "--start-at=noon"})
    void refusesWrongUseAtOnce(String argument) throws InterruptedException {
        LauncherProcess launcher = LauncherProcess.start(folder, argument);

        assertThat(launcher.exitCode()).isEqualTo(2);
    }

    @Test
    void leavesNothingWhenKilled() {
        LauncherProcess launcher = underWay("--time-scale", "1");

        launcher.kill();

        assertNothingIsLeftOf(launcher, folder.resolve("none"));
    }

    @Test
    void leavesNothingWhenTerminated() {
        LauncherProcess launcher = underWay("--time-scale", "1", "--stay");

        launcher.terminate();

        assertNothingIsLeftOf(launcher, folder.resolve("none"));
    }

    @Test
    void goesOnWhereItWasKilled() throws InterruptedException, IOException {
        // Given
        Path data = folder.resolve("data");
        LauncherProcess first = underWay("--data", "data");
        await().atMost(LIMIT).until(() -> first.output().contains("busy"));
        first.kill();
        assertNothingIsLeftOf(first, data);
        // When
        LauncherProcess second = LauncherProcess.start(
                folder, "--data", "data", "--time-scale", "300", "--out", "out.json", "--ledger", "ledger.json");
        // Then
        assertThat(second.exitCode()).as(second.output()).isZero();
        Scenario.negotiation().expected().holds(json("out.json"), Calls.of(json("ledger.json")));
        assertThat(second.leftovers(data)).isEmpty();
    }

    private LauncherProcess underWay(String... arguments) {
        LauncherProcess launcher = LauncherProcess.start(folder, arguments);
        await().atMost(LIMIT).until(() -> launcher.output().contains("calling"));
        return launcher;
    }

    private static void assertNothingIsLeftOf(LauncherProcess launcher, Path data) {
        await().atMost(SOON)
                .untilAsserted(() -> assertThat(launcher.leftovers(data)).isEmpty());
    }

    private JsonNode json(String file) throws IOException {
        return new ObjectMapper().readTree(folder.resolve(file).toFile());
    }
}
