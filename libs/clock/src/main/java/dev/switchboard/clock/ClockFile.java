package dev.switchboard.clock;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.time.Instant;
import java.util.Optional;
import java.util.Properties;

/**
 * The shared clock as a properties file: {@code start} (mission time at which it stands or started), {@code scale}
 * (mission seconds per real second) and, once it runs, {@code running_since} (real time). Written atomically.
 */
public record ClockFile(Path path) {

    /** What the file says. {@code runningSince} is empty while the clock stands still. */
    public record Reading(Instant start, double scale, Optional<Instant> runningSince) {

        public Reading {
            if (!(scale > 0)) {
                throw new IllegalArgumentException("time scale " + scale + ": expected a number above 0");
            }
        }

        /** Mission time at a real instant. */
        public Instant at(Instant real) {
            return runningSince
                    .map(since -> start.plusNanos((long) (nanosBetween(since, real) * scale)))
                    .orElse(start);
        }

        private static double nanosBetween(Instant from, Instant to) {
            return Math.max(0, (to.getEpochSecond() - from.getEpochSecond()) * 1e9 + (to.getNano() - from.getNano()));
        }
    }

    /** Stands still at {@code start} until {@link #run}. */
    public void standStill(Instant start, double scale) {
        write(new Reading(start, scale, Optional.empty()));
    }

    /** Starts a clock that stands still; does nothing to one that runs already. */
    public void run(Instant realNow) {
        Reading now = read().orElseThrow(() -> new IllegalStateException("no clock at " + path));
        if (now.runningSince().isEmpty()) {
            write(new Reading(now.start(), now.scale(), Optional.of(realNow)));
        }
    }

    /** Stops a clock that runs, at the mission time it shows now. */
    public void stop(Instant realNow) {
        read().ifPresent(now -> standStill(now.at(realNow), now.scale()));
    }

    /** Empty while there is no file yet. */
    public Optional<Reading> read() {
        Properties properties = new Properties();
        try (var in = Files.newBufferedReader(path)) {
            properties.load(in);
        } catch (NoSuchFileException e) {
            return Optional.empty();
        } catch (IOException e) {
            throw new UncheckedIOException("clock file " + path, e);
        }
        return Optional.of(new Reading(
                Instant.parse(properties.getProperty("start")),
                Double.parseDouble(properties.getProperty("scale")),
                Optional.ofNullable(properties.getProperty("running_since")).map(Instant::parse)));
    }

    private void write(Reading reading) {
        StringBuilder text = new StringBuilder()
                .append("start=")
                .append(reading.start())
                .append("\nscale=")
                .append(reading.scale())
                .append('\n');
        reading.runningSince()
                .ifPresent(since -> text.append("running_since=").append(since).append('\n'));
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try {
            Files.writeString(draft, text);
            Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("clock file " + path, e);
        }
    }
}
