package dev.switchboard.scheduler.domain;

import java.util.Optional;

/** What the domain says to a fact or a wish: a new state, or why there is none. */
public sealed interface Decision<T> {

    /** The new state. */
    record Accepted<T>(T state) implements Decision<T> {}

    /** Late or repeated: nothing changes, and that is right. */
    record Ignored<T>(String reason) implements Decision<T> {}

    /** A rule forbids it. */
    record Rejected<T>(String reason) implements Decision<T> {}

    static <T> Decision<T> accepted(T state) {
        return new Accepted<>(state);
    }

    static <T> Decision<T> ignored(String reason) {
        return new Ignored<>(reason);
    }

    static <T> Decision<T> rejected(String reason) {
        return new Rejected<>(reason);
    }

    /** The new state, if it was accepted. */
    default Optional<T> next() {
        return this instanceof Accepted<T> accepted ? Optional.of(accepted.state()) : Optional.empty();
    }

    /** Why nothing changed; empty if it was accepted. */
    default String reason() {
        if (this instanceof Ignored<T> ignored) {
            return ignored.reason();
        }
        return this instanceof Rejected<T> rejected ? rejected.reason() : "";
    }
}
