package dev.switchboard.gateway.domain;

import java.util.UUID;

/** Something verified that came through the door and is to be recorded. */
public sealed interface Received permits Webhook, Callback {

    /** Its id in our own log; the same for every delivery of one event, so that consumers apply it once. */
    UUID recordId();

    /** The raw body as text. */
    String body();

    <T> T as(Kind<T> kind);

    /** What is done with each kind. */
    interface Kind<T> {
        T webhook(Webhook webhook);

        T callback(Callback callback);
    }
}
