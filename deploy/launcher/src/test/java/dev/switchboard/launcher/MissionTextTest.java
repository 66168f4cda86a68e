package dev.switchboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class MissionTextTest {

    @TempDir
    Path directory;

    @Test
    void isSubmittedAsItStands() throws IOException {
        MissionText mission = mission("name: a\ntargets: [{name: b, phone: \"+1\"}, {name: c, phone: \"+2\"}]\n");

        assertThat(mission.text()).startsWith("name: a\n");
        assertThat(mission.targets()).isEqualTo(2);
    }

    @Test
    void bringsItsCsvFileAlong() throws IOException {
        Files.writeString(directory.resolve("list.csv"), "name,phone\nb,+1\nc,+2\n");

        MissionText mission = mission("name: a\ntargets: {csv: list.csv}\n");

        assertThat(mission.text()).contains("name,phone\\nb,+1\\nc,+2");
        assertThat(mission.targets()).isEqualTo(2);
    }

    @Test
    void namesACsvFileThatIsNotThere() {
        assertThatThrownBy(() -> mission("targets: {csv: list.csv}\n")).hasMessageContaining("list.csv");
    }

    @Test
    void leavesNonsenseToTheService() throws IOException {
        assertThat(mission("name: [").text()).isEqualTo("name: [");
    }

    @Test
    void isKnownByItsText() throws IOException {
        assertThat(mission("name: a").digest())
                .isEqualTo(mission("name: a").digest())
                .isNotEqualTo(mission("name: b").digest());
    }

    private MissionText mission(String text) throws IOException {
        return MissionText.read(Files.writeString(directory.resolve("mission.yaml"), text));
    }
}
