package dev.switchboard.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class ChaosTest {

    private final StringWriter err = new StringWriter();

    private int run(String... arguments) {
        CommandLine line = Chaos.commandLine();
        line.setErr(new PrintWriter(err, true));
        return line.execute(arguments);
    }

    @ParameterizedTest
    @CsvSource({
        "--kills, -1",
        "--kills, 1000",
        "--kills, many",
        "--calls, 3",
        "--duration, 5",
        "--time-scale, 601",
        "--lines, 0",
        "--replicas, 5",
        "--outage, notifier=60s",
        "--outage, broker=soon",
        "--patience, soon"
    })
    void refusesWhatCannotBeCarriedOut(String option, String value) {
        assertThat(run(option, value)).isEqualTo(2);
        assertThat(err.toString()).contains(option, value);
    }

    @Test
    void refusesAFolderThatIsThere(@TempDir Path folder) {
        assertThat(run("--data", folder.toString())).isEqualTo(2);
        assertThat(err.toString()).contains("--data", folder.toString());
    }
}
