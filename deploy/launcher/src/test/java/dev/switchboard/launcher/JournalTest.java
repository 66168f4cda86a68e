package dev.switchboard.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class JournalTest {

    private static final UUID RUN = new UUID(1, 2);

    @TempDir
    Path directory;

    private Journal journal;

    @BeforeEach
    void open() {
        journal = again();
    }

    @Test
    void remembersAMissionBeforeItIsAccepted() {
        Journal.Entry entry = journal.begin("digest");

        assertThat(again().unfinished("digest")).contains(entry);
    }

    @Test
    void aMissionThatEndedMayBeSubmittedAgain() {
        journal.replaceLast(journal.begin("digest").accepted(RUN).ended());

        assertThat(again().unfinished("digest")).isEmpty();
        assertThat(again().last())
                .hasValueSatisfying(last -> assertThat(last.run()).contains(RUN));
    }

    @Test
    void anotherMissionIsAnother() {
        journal.begin("digest");

        assertThat(journal.unfinished("other")).isEmpty();
    }

    @Test
    void forgetsWhatWasRefused() {
        journal.begin("digest");
        journal.forgetLast();

        assertThat(again().last()).isEmpty();
    }

    @Test
    void knowsHowManyGoOnBesideTheLast() {
        journal.begin("one");
        journal.begin("two");

        assertThat(again().othersUnderWay()).isEqualTo(1);
    }

    private Journal again() {
        return Journal.in(directory.resolve("missions.json"));
    }
}
