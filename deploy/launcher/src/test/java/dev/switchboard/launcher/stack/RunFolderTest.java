package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class RunFolderTest {

    @TempDir
    Path directory;

    @Test
    void servesOneRunAtATime() {
        RunFolder first = RunFolder.kept(directory);

        assertThatThrownBy(() -> RunFolder.kept(directory)).hasMessageContaining("another run uses it");

        first.close();
        RunFolder.kept(directory).close();
    }

    @Test
    void refusesAFile() throws IOException {
        Path file = Files.createFile(directory.resolve("file"));

        assertThatThrownBy(() -> RunFolder.kept(file)).hasMessageContaining("not a folder");
    }

    @Test
    void temporaryOneGoesWithTheRun() {
        RunFolder folder = RunFolder.temporary();
        folder.close();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void keyIsKeptAndForItsOwnerAlone() throws IOException {
        RunFolder folder = RunFolder.kept(directory);

        ApiKey key = ApiKey.in(folder.apiKey());

        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(folder.apiKey())))
                .isEqualTo("rw-------");
        assertThat(ApiKey.in(folder.apiKey())).isEqualTo(key);
        assertThat(key.toString()).doesNotContain(key.token());
        folder.close();
    }
}
