package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class WatchdogTest {

    private static final Duration SOON = Duration.ofMinutes(2);

    @TempDir
    Path directory;

    private RunFolder folder;
    private ChildProcess child;

    @BeforeEach
    void temporaryFolder() {
        folder = RunFolder.temporary();
    }

    @AfterEach
    void nothingLeft() {
        folder.close();
        if (child != null) {
            child.kill();
        }
    }

    @Test
    void stopsWhatBearsTheMark() throws InterruptedException {
        // Given
        Watchdog watchdog = Watchdog.start("this-stack", folder);
        child = sleeping("this-stack");
        // When
        watchdog.release();
        // Then
        assertThat(child.endsWithin(SOON)).isTrue();
    }

    @Test
    void killsWhatDoesNotListen() throws InterruptedException {
        Watchdog watchdog = Watchdog.start("this-stack", folder);
        child = start(List.of("sh", "-c", "trap '' TERM; echo deaf; while :; do sleep 1; done"), "this-stack");
        assertThat(Patience.until(SOON, () -> child.hasSaid("deaf"))).isTrue();

        watchdog.release();

        assertThat(child.endsWithin(SOON)).isTrue();
    }

    @Test
    void leavesOtherStacksAlone() throws InterruptedException {
        Watchdog watchdog = Watchdog.start("this-stack", folder);
        child = sleeping("another-stack");

        watchdog.release();

        assertThat(child.isAlive()).isTrue();
    }

    @Test
    void deletesTheTemporaryFolder() throws InterruptedException {
        Watchdog watchdog = Watchdog.start("this-stack", folder);

        watchdog.release();

        assertThat(folder.path()).doesNotExist();
    }

    @Test
    void keepsWhatIsToBeKept() throws InterruptedException, IOException {
        RunFolder kept = RunFolder.kept(directory.resolve("data"));
        Files.createFile(kept.pulse());
        Watchdog watchdog = Watchdog.start("this-stack", kept);

        watchdog.release();

        assertThat(kept.pulse()).exists();
        assertThat(kept.temporaryFiles()).doesNotExist();
        kept.close();
    }

    private ChildProcess sleeping(String mark) {
        return start(List.of("sleep", "60"), mark);
    }

    private ChildProcess start(List<String> command, String mark) {
        return ChildProcess.start(command, Map.of(Watchdog.MARK, mark), directory.resolve("log"));
    }
}
