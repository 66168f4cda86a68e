package dev.switchboard.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.MalformedEventException;
import io.vertx.pgclient.PgException;
import java.io.IOException;
import java.util.Set;
import java.util.concurrent.TimeoutException;
import org.apache.kafka.common.errors.RetriableException;

/** Tells a database or broker that is away from a fault that will not go away. */
final class Transience {

    /**
     * SQLSTATE classes of statements that will never succeed: unsupported feature, cardinality, data, integrity, syntax,
     * raised by a trigger. Everything else passes: also a database that is read-only for the length of a failover, or
     * whose password is being changed. A record that waits is late, one that is put aside may be forgotten.
     */
    private static final Set<String> LASTING = Set.of("0A", "21", "22", "23", "42", "P0");

    private Transience() {}

    static boolean isTransient(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof MalformedEventException || cause instanceof JsonProcessingException) {
                // The latter is an IOException, but no waiting makes the text readable.
                return false;
            }
            if (cause instanceof PgException sql) {
                return sql.getSqlState() != null
                        && !LASTING.contains(sql.getSqlState().substring(0, 2));
            }
            if (cause instanceof IOException
                    || cause instanceof TimeoutException
                    || cause instanceof RetriableException
                    || cause instanceof io.vertx.core.impl.NoStackTraceThrowable
                    || cause instanceof io.vertx.sqlclient.ClosedConnectionException) {
                return true;
            }
        }
        return false;
    }

    /** The innermost message: what an operator needs, in one line. */
    static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String message = cause.getMessage();
        return message == null
                ? cause.getClass().getSimpleName()
                : message.lines().findFirst().orElse("");
    }
}
