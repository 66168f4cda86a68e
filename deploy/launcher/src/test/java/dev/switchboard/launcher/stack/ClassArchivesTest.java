package dev.switchboard.launcher.stack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class ClassArchivesTest {

    @TempDir
    Path home;

    @Test
    void areUsedOnceTheyAreMade() throws IOException {
        // Given
        jar(Part.NOTIFIER);
        ClassArchives making = new ClassArchives(new Installation(home), true);
        making.begin();
        Files.createFile(written(making, Part.NOTIFIER));
        // When
        making.finish();
        // Then
        assertThat(using().flags(Part.NOTIFIER)).anyMatch(flag -> flag.endsWith("/notifier.jsa"));
        assertThat(using().flags(Part.BROKER)).isEmpty();
    }

    @Test
    void areNotUsedForANewerBuild() throws IOException {
        Path jar = jar(Part.NOTIFIER);
        ClassArchives making = new ClassArchives(new Installation(home), true);
        making.begin();
        Files.createFile(written(making, Part.NOTIFIER));
        making.finish();

        Files.setLastModifiedTime(jar, FileTime.from(Instant.now().plusSeconds(60)));

        assertThat(using().flags(Part.NOTIFIER)).isEmpty();
    }

    @Test
    void areNotMadeOfAPartThatWouldCrashOverIt() {
        assertThat(new ClassArchives(new Installation(home), true).flags(Part.SIMULATOR))
                .isEmpty();
    }

    private ClassArchives using() {
        return new ClassArchives(new Installation(home), false);
    }

    private Path jar(Part part) throws IOException {
        Path jar = new Installation(home).jar(part);
        Files.createDirectories(jar.getParent());
        return Files.createFile(jar);
    }

    private static Path written(ClassArchives making, Part part) {
        return Path.of(making.flags(part).get(0).replaceAll(".*=", ""));
    }
}
