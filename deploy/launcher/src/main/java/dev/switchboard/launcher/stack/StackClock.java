package dev.switchboard.launcher.stack;

import dev.switchboard.clock.ClockFile;
import dev.switchboard.clock.MissionClock;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.FileTime;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * Mission time of a stack. In a kept folder it goes on where it stopped: the date of the pulse file is the last moment
 * at which the stack was seen alive, so that a crash loses no more than the time between two beats.
 */
final class StackClock {

    private final StackPlan plan;
    private final ClockFile file;
    private final Path pulse;
    private final InstantSource realTime;

    StackClock(StackPlan plan, RunFolder folder, InstantSource realTime) {
        this.plan = plan;
        this.file = new ClockFile(folder.clock());
        this.pulse = folder.pulse();
        this.realTime = realTime;
    }

    MissionClock clock() {
        return isSystem() ? MissionClock.system() : MissionClock.shared(file.path());
    }

    /** Stands still: at the start, or where the last run ended. */
    void prepare() {
        if (isSystem()) {
            return;
        }
        file.stop(lastBeat());
        Optional<ClockFile.Reading> kept = file.read();
        double scale =
                plan.timeScale().or(() -> kept.map(ClockFile.Reading::scale)).orElse(StackPlan.DEFAULT_SCALE);
        file.standStill(kept.map(ClockFile.Reading::start).orElse(plan.startAt()), scale);
    }

    void run() {
        if (!isSystem()) {
            file.run(realTime.instant());
        }
    }

    void stop() {
        if (!isSystem()) {
            file.stop(realTime.instant());
        }
    }

    /** Writes down that the stack is alive. */
    void beat() {
        try {
            if (!Files.exists(pulse)) {
                Files.createFile(pulse);
            }
            Files.setLastModifiedTime(pulse, FileTime.from(realTime.instant()));
        } catch (IOException e) {
            throw new UncheckedIOException("pulse " + pulse, e);
        }
    }

    private Instant lastBeat() {
        try {
            return Files.getLastModifiedTime(pulse).toInstant();
        } catch (IOException e) {
            return realTime.instant();
        }
    }

    private boolean isSystem() {
        return plan.live().isPresent();
    }
}
