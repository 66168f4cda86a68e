package dev.switchboard.scheduler.persistence;

import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.Optional;

/** What native queries have in common: attempts that hold a slot, columns by type. */
final class Sql {

    /** States in which a phone may ring because of an attempt. */
    static final String LIVE = "('PLACING', 'UNKNOWN', 'ACCEPTED', 'LIVE')";

    private Sql() {}

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
