package dev.switchboard.simulator.state;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    @TempDir
    private Path folder;

    private Path file;

    @BeforeEach
    void startWithAnEmptyFile() throws IOException {
        file = Files.createFile(folder.resolve("state"));
    }

    private void write(String id, int value) {
        Journal journal = Journal.open(file);
        journal.changed("thing", id, Json.object().put("value", value));
        journal.flush();
    }

    @Test
    void remembersTheLastValueOfEach() {
        write("a", 1);
        write("b", 2);
        write("a", 3);
        var things = Journal.open(file).take("thing");
        assertThat(things.keySet()).containsExactly("a", "b");
        assertThat(things.get("a").path("value").asInt()).isEqualTo(3);
    }

    @Test
    void forgetsWhatWasRemoved() {
        write("a", 1);
        Journal journal = Journal.open(file);
        journal.removed("thing", "a");
        journal.flush();
        assertThat(Journal.open(file).take("thing")).isEmpty();
    }

    @Test
    void ignoresATornLastLine() throws IOException {
        write("a", 1);
        Files.writeString(file, "{\"k\":\"thing\",\"i\":\"b\",\"v\":{\"va", StandardOpenOption.APPEND);
        write("c", 3);
        assertThat(Journal.open(file).take("thing").keySet()).containsExactly("a", "c");
    }

    @Test
    void writesNothingBeforeTheEndOfATurn() {
        Journal journal = Journal.open(file);
        journal.changed("thing", "a", Json.object());
        assertThat(Journal.open(file).take("thing")).isEmpty();
    }
}
