package dev.switchboard.mission.domain;

import java.util.Optional;

/**
 * What a decision says to a fact or a wish. Nothing is thrown for an event that comes late or twice.
 *
 * @param <S> the state decided about
 */
public sealed interface Verdict<S> {

    /**
     * The state changes.
     *
     * @param settled whether this very change made the state final
     */
    record Accepted<S>(S state, boolean settled) implements Verdict<S> {}

    /** Nothing changes: the fact is late or repeated. */
    record Ignored<S>(String reason) implements Verdict<S> {}

    /** Nothing changes: a rule is broken. */
    record Rejected<S>(String reason) implements Verdict<S> {}

    /** The new state, if there is one. */
    default Optional<S> accepted() {
        return this instanceof Accepted<S> accepted ? Optional.of(accepted.state()) : Optional.empty();
    }

    /** Why nothing changes, if nothing does. */
    default Optional<String> refusal() {
        if (this instanceof Ignored<S> ignored) {
            return Optional.of(ignored.reason());
        }
        return this instanceof Rejected<S> rejected ? Optional.of(rejected.reason()) : Optional.empty();
    }
}
