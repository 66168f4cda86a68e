package dev.switchboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import picocli.CommandLine;

class LauncherTest {

    private final StringWriter said = new StringWriter();

    @ParameterizedTest
    @ValueSource(
            strings = {
                "--no-such-option",
                "--time-scale 0",
                "--time-scale -1",
                "--time-scale 601",
                "--time-scale fast",
                "--time-scale NaN",
                "--start-at tomorrow",
                "--start-at 2026-03-02T16:00:00",
                "--gateway-port 70000",
                "/no/such/mission.yaml",
                "one.yaml two.yaml",
                "--script /no/such/script.yaml",
                "--out /no/such/folder/out.json",
                "--ledger /",
                "--data /dev/null",
                "--live --time-scale 2"
            })
    void wrongUseIsCodeTwoAndOneLineEach(String arguments) {
        assertThat(execute(arguments)).isEqualTo(2);
        assertThat(said.toString()).isNotBlank().doesNotContain("\tat ");
    }

    @Test
    void namesTheValueAndWhatWasExpected() {
        execute("--time-scale 601");

        assertThat(said.toString()).contains("--time-scale").contains("601").contains("at most 600");
    }

    @Test
    void liveNamesEveryVariableThatIsMissing() {
        assertThat(LiveVariables.problems(Map.of("TELNYX_API_KEY", "KEY")))
                .anyMatch(line -> line.startsWith("TELNYX_PUBLIC_KEY"))
                .anyMatch(line -> line.startsWith("SWITCHBOARD_PUBLIC_URL"))
                .hasSize(2);
    }

    private int execute(String arguments) {
        CommandLine line = Launcher.commandLine();
        line.setErr(new PrintWriter(said, true));
        return line.execute(arguments.split(" "));
    }
}
