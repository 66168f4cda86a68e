package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Numbers that an account never calls, and every change that was ever made to that list. */
public interface Suppressions {

    /** A number on the list. */
    record Entry(String phone, String reason, Instant addedAt, String addedBy) {}

    /**
     * What somebody wants on the list.
     *
     * @param line of the file, the later of two lines about one number counts; 1 if it did not come in a file
     * @param reason empty to keep the one that is known
     */
    record Wanted(long line, String phone, String reason) {}

    /** Who changes the list of which account, when, and by what means. */
    record Author(String account, String name, Instant at, Source source) {}

    /** By what means the list was changed. */
    enum Source {
        API,
        CSV;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /** How many entries a change added, gave another reason, or found as they are. */
    record Tally(long added, long changed, long unchanged) {

        static final Tally NONE = new Tally(0, 0, 0);

        Tally and(Tally more) {
            return new Tally(added + more.added, changed + more.changed, unchanged + more.unchanged);
        }
    }

    /**
     * One change, as it is kept for ever.
     *
     * @param id grows with time
     * @param change {@code added}, {@code reason_changed} or {@code removed}
     */
    record Change(
            long id, String phone, String change, String reason, String source, String changedBy, Instant changedAt) {}

    /** Whether the number is on the list now, outside any transaction. */
    Uni<Boolean> contains(String account, String phone);

    /** Lets one change of an account's list at a time go on, until the transaction ends. */
    Uni<Void> lock(Mutiny.Session session, String account);

    /** Puts numbers on the list, with the record of what that changed. */
    Uni<Tally> add(Mutiny.Session session, Author author, List<Wanted> wanted);

    /** Takes a number off the list, with the record of it; false if it was not on it. */
    Uni<Boolean> remove(Mutiny.Session session, Author author, String phone, String reason);

    /**
     * Whether a request to a number on the list may be on its way: an intent that was committed, whose answer is not
     * recorded, and whose process may still be busy with it.
     */
    Uni<Boolean> requestUnderWay(String account);

    /** Calls to numbers on the list that have not been told, locked. */
    Uni<List<UUID>> toTell(Mutiny.Session session, int most);

    /** Forgets the entries whose calls have all been told. */
    Uni<Void> told(Mutiny.Session session);

    Uni<Optional<Entry>> find(String account, String phone);

    /** Entries of an account in the order of their numbers, from after {@code after} on. */
    Uni<List<Entry>> list(String account, String after, int most);

    /** Changes of an account, the latest first, before {@code before}; of one number if one is given. */
    Uni<List<Change>> changes(String account, Optional<String> phone, long before, int most);
}
