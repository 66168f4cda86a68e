package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class AccountLimitsTest {

    @TempDir
    Path directory;

    @Test
    void tellsTheSchedulerWhatTheScriptSays() throws IOException {
        assertThat(limitsOf("limits: {concurrent_calls: 5, dials_per_second: 2.5}")
                        .variables())
                .containsEntry("SWITCHBOARD_ACCOUNTS_DEFAULT_CONCURRENT_CALLS", "5")
                .containsEntry("SWITCHBOARD_ACCOUNTS_DEFAULT_DIALS_PER_SECOND", "2.5")
                .hasSize(2);
    }

    @Test
    void saysNothingOfWhatTheScriptLeavesOpen() throws IOException {
        assertThat(limitsOf("seed: 7").variables()).isEmpty();
    }

    @Test
    void leavesABrokenScriptToTheSimulator() throws IOException {
        assertThat(limitsOf("limits: [")).isEqualTo(AccountLimits.NONE);
        assertThat(limitsOf("limits: {concurrent_calls: many}").variables()).isEmpty();
    }

    private AccountLimits limitsOf(String script) throws IOException {
        return AccountLimits.of(Files.writeString(directory.resolve("script.yaml"), script));
    }
}
