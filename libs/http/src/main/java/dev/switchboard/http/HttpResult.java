package dev.switchboard.http;

import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.StreamResetException;
import java.net.ConnectException;
import java.net.NoRouteToHostException;
import java.net.UnknownHostException;
import java.nio.channels.UnresolvedAddressException;

/**
 * What became of a request: the one table that maps every status and every exception. Callers decide on the result,
 * never on a status of their own.
 */
public enum HttpResult {
    /** 2xx: it took effect. */
    DONE,
    /** The request is wrong or not possible (4xx): it had no effect, and repeating it will not help. */
    REFUSED,
    /** 404, 410: what it speaks of does not exist. */
    MISSING,
    /** 401, 403: the key is wrong or may not do this. No effect. */
    UNAUTHORISED,
    /** 429: too many. No effect; repeat it after {@link HttpAnswer#retryAfter()}. */
    THROTTLED,
    /** No connection was made: no effect; repeat it later. */
    NOT_SENT,
    /** 5xx, a time-out or a broken connection: it may have taken effect. Look before repeating what is not harmless. */
    UNCLEAR;

    /** True if the request certainly had no effect and may be repeated as it stands. */
    public boolean repeatable() {
        return this == THROTTLED || this == NOT_SENT;
    }

    /** True if an identical request may succeed later. */
    public boolean passing() {
        return repeatable() || this == UNCLEAR;
    }

    static HttpResult ofStatus(int status) {
        if (status >= 200 && status < 300) {
            return DONE;
        }
        return switch (status) {
            case 401, 403 -> UNAUTHORISED;
            case 404, 410 -> MISSING;
            case 429 -> THROTTLED;
            case 408 -> UNCLEAR;
            default -> status >= 400 && status < 500 ? REFUSED : UNCLEAR;
        };
    }

    static HttpResult ofFailure(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof ConnectException
                    || cause instanceof UnknownHostException
                    || cause instanceof NoRouteToHostException
                    || cause instanceof UnresolvedAddressException
                    || cause instanceof io.vertx.core.http.ConnectionPoolTooBusyException) {
                return NOT_SENT;
            }
            if (cause instanceof HttpClosedException || cause instanceof StreamResetException) {
                return UNCLEAR;
            }
        }
        return UNCLEAR;
    }
}
