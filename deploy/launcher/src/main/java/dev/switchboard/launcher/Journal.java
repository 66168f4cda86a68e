package dev.switchboard.launcher;

import com.fasterxml.jackson.core.type.TypeReference;
import dev.switchboard.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** Which missions were submitted from a kept folder, so that the next start knows what there is to go on with. */
final class Journal {

    /**
     * One mission.
     *
     * @param digest of its text
     * @param idempotencyKey with which it was submitted; again with the same gives the same run
     * @param run absent until the answer came
     */
    record Entry(String digest, String idempotencyKey, Optional<UUID> run, boolean finished) {

        Entry accepted(UUID as) {
            return new Entry(digest, idempotencyKey, Optional.of(as), finished);
        }

        Entry ended() {
            return new Entry(digest, idempotencyKey, run, true);
        }
    }

    private static final TypeReference<List<Entry>> ENTRIES = new TypeReference<>() {};

    private final Path file;
    private final List<Entry> entries;

    private Journal(Path file, List<Entry> entries) {
        this.file = file;
        this.entries = entries;
    }

    static Journal in(Path file) {
        try {
            return new Journal(
                    file,
                    Files.exists(file)
                            ? new ArrayList<>(EventJson.mapper().readValue(file.toFile(), ENTRIES))
                            : new ArrayList<>());
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file, e);
        }
    }

    /** The last mission of that text if it has not ended. */
    Optional<Entry> unfinished(String digest) {
        return last().filter(entry -> !entry.finished() && entry.digest().equals(digest));
    }

    Optional<Entry> last() {
        return entries.isEmpty() ? Optional.empty() : Optional.of(entries.get(entries.size() - 1));
    }

    /** How many missions before the last one go on beside it. */
    long othersUnderWay() {
        return entries.stream()
                .limit(Math.max(0, entries.size() - 1))
                .filter(entry -> !entry.finished())
                .count();
    }

    /** Writes down that a mission is about to be submitted. */
    Entry begin(String digest) {
        Entry entry = new Entry(digest, UUID.randomUUID().toString(), Optional.empty(), false);
        entries.add(entry);
        write();
        return entry;
    }

    /** Takes back the last entry: the mission was refused. */
    void forgetLast() {
        entries.remove(entries.size() - 1);
        write();
    }

    Entry replaceLast(Entry entry) {
        entries.set(entries.size() - 1, entry);
        write();
        return entry;
    }

    private void write() {
        Path draft = file.resolveSibling(file.getFileName() + ".new");
        try {
            Files.writeString(draft, EventJson.write(entries));
            Files.move(draft, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException("journal " + file, e);
        }
    }
}
