package dev.switchboard.clock;

import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.Optional;

/**
 * The one clock that everything asks. In production it is the system's; in a simulated run it is scaled, starts at a
 * fixed instant and is shared by all processes of the run through one small file.
 *
 * <p>Guarantee: {@link #instant()} never goes back within a process, and two processes with the same file agree to
 * within the difference of their readings of the system clock.
 */
public interface MissionClock extends InstantSource {

    /**
     * How long to wait, in real time, until the mission clock shows {@code due}; zero if it already does; empty while
     * the clock stands still (ask again later).
     */
    Optional<Duration> realTimeUntil(Instant due);

    /** System time at scale 1. */
    static MissionClock system() {
        return new SystemMissionClock();
    }

    /**
     * The clock that the given file describes (see {@link ClockFile}). Asking for the time fails with
     * {@link IllegalStateException} while there is no such file.
     */
    static MissionClock shared(Path file) {
        return new SharedMissionClock(new ClockFile(file), InstantSource.system());
    }

    /** The shared clock if a file is given and not blank, otherwise the system's. */
    static MissionClock of(Optional<String> file) {
        return file.filter(path -> !path.isBlank())
                .map(path -> shared(Path.of(path)))
                .orElseGet(MissionClock::system);
    }
}
