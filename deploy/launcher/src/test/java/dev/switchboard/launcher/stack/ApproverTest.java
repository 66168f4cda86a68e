package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ApproverTest {

    @TempDir
    Path folder;

    @Test
    void areThePeopleOfTheScriptAndYou() throws IOException {
        Path script = folder.resolve("script.yaml");
        Files.writeString(
                script, "approvals: [{decision: approved, by: dana}, {decision: rejected, by: kim}, {by: dana}]");

        assertThat(Approver.of(script)).extracting(Approver::name).containsExactly("dana", "kim", "you");
    }

    @Test
    void areYouAloneWithoutAScriptThatSaysMore() throws IOException {
        Path script = folder.resolve("script.yaml");
        Files.writeString(script, "numbers: [");

        assertThat(Approver.of(script)).containsExactly(Approver.YOU);
        assertThat(Approver.of(folder.resolve("none"))).containsExactly(Approver.YOU);
    }

    /** As the simulator's people have them. */
    @Test
    void areKnownInTheChannelsByTheirName() {
        assertThat(new Approver("dana").slackId()).isEqualTo("U2C9E0A2585");
        assertThat(new Approver("dana").telegramId()).isEqualTo("191630026117");
    }
}
