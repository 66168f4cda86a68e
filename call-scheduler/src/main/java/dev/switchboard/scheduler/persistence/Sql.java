package dev.switchboard.scheduler.persistence;

import dev.switchboard.events.EventJson;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Collection;
import java.util.Optional;
import java.util.UUID;

/** What native queries have in common: attempts that hold a slot, lists as JSON, columns by type. */
final class Sql {

    /** States in which a phone may ring because of an attempt. */
    static final String LIVE = "('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE')";

    private Sql() {}

    /** For {@code json_array_elements_text}: one parameter for any number of ids. */
    static String ids(Collection<UUID> ids) {
        return EventJson.write(ids);
    }

    static Instant instant(Object column) {
        return column instanceof OffsetDateTime time ? time.toInstant() : (Instant) column;
    }

    static Optional<Instant> maybeInstant(Object column) {
        return Optional.ofNullable(column).map(Sql::instant);
    }

    static int integer(Object column) {
        return ((Number) column).intValue();
    }
}
