package dev.switchboard.gateway.http;

import dev.switchboard.gateway.application.Recording;
import dev.switchboard.gateway.domain.Verdict;

/** Every answer the door gives: one per result that is counted. Errors are RFC 9457 problem documents. */
enum Answer {
    RECORDED(200, "OK", ""),
    REPEATED(200, "OK", ""),
    /** What a conversation begins with. */
    ANSWERED(200, "OK", ""),
    /** The same question about a call nothing is known of: an empty answer. */
    UNKNOWN_CALL(200, "OK", ""),
    MALFORMED(400, "Bad Request", "The signature is right, but the body is not a webhook."),
    UNSIGNED(401, "Unauthorized", "The headers of the signature are required."),
    UNKNOWN_ACCOUNT(401, "Unauthorized", "The signature does not match."),
    STALE(401, "Unauthorized", "The time stamp is not within 300 seconds of now."),
    FORGED(401, "Unauthorized", "The signature does not match."),
    /** Nothing is configured that could verify what comes. */
    CLOSED(404, "Not Found", "No callbacks of this channel are taken here."),
    WRONG_METHOD(405, "Method Not Allowed", "Webhooks are sent with POST."),
    TOO_LARGE(413, "Content Too Large", "The body is larger than a webhook may be."),
    WRONG_TYPE(415, "Unsupported Media Type", "The body is of another media type, or has a content encoding."),
    UNAVAILABLE(503, "Service Unavailable", "The webhook could not be recorded; send it again."),
    OVERLOADED(503, "Service Unavailable", "Too many webhooks are waiting to be recorded; send it again.");

    private final int status;
    private final String title;
    private final String detail;

    Answer(int status, String title, String detail) {
        this.status = status;
        this.title = title;
        this.detail = detail;
    }

    static Answer to(Verdict verdict) {
        return switch (verdict) {
            case GENUINE -> throw new IllegalArgumentException("a genuine webhook is answered by what becomes of it");
            case UNSIGNED -> UNSIGNED;
            case UNKNOWN_ACCOUNT -> UNKNOWN_ACCOUNT;
            case STALE -> STALE;
            case FORGED -> FORGED;
        };
    }

    static Answer to(Recording recording) {
        return switch (recording) {
            case RECORDED -> RECORDED;
            case REPEATED -> REPEATED;
            case TOO_LARGE -> TOO_LARGE;
            case UNAVAILABLE -> UNAVAILABLE;
            case OVERLOADED -> OVERLOADED;
        };
    }

    int status() {
        return status;
    }

    boolean isProblem() {
        return status >= 400;
    }

    /** The sender should come again soon. */
    boolean isPassing() {
        return status == 503;
    }

    /** The problem document; nothing in it comes from the request. */
    String problem() {
        return "{\"type\":\"about:blank\",\"title\":\"" + title + "\",\"status\":" + status + ",\"detail\":\"" + detail
                + "\"}";
    }

    /** As the metric's tag has it. */
    String tag() {
        return name().toLowerCase(java.util.Locale.ROOT);
    }
}
