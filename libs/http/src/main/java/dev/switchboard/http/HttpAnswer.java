package dev.switchboard.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import java.time.Duration;
import java.util.Optional;

/**
 * The answer to an outbound request.
 *
 * @param status 0 if there was none
 * @param body the JSON body; a missing node if there was none or it was not JSON
 * @param retryAfter how long to wait after {@link HttpResult#THROTTLED}, mission time
 * @param reason what went wrong in a few words, without any part of the request; empty when done
 */
public record HttpAnswer(HttpResult result, int status, JsonNode body, Optional<Duration> retryAfter, String reason) {

    public boolean done() {
        return result == HttpResult.DONE;
    }

    static HttpAnswer notSent(String reason) {
        return new HttpAnswer(HttpResult.NOT_SENT, 0, MissingNode.getInstance(), Optional.empty(), reason);
    }

    static HttpAnswer failed(Throwable failure) {
        return new HttpAnswer(
                HttpResult.ofFailure(failure),
                0,
                MissingNode.getInstance(),
                Optional.empty(),
                failure.getClass().getSimpleName());
    }
}
