package dev.switchboard.gateway.http;

/** A body that is signed, but not a webhook. The message says what is wrong without showing any of it. */
final class MalformedWebhookException extends Exception {

    private static final long serialVersionUID = 1L;

    MalformedWebhookException(String message) {
        // Strangers cannot cause it, but a broken sender could, often: no stack trace.
        super(message, null, false, false);
    }
}
