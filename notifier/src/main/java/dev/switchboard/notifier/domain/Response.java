package dev.switchboard.notifier.domain;

import java.util.List;
import java.util.Optional;

/** What follows from a callback. Whether a decision counts is not judged here: the mission-service alone does. */
public sealed interface Response permits Response.Decided, Response.Asked, Response.Answered, Response.Ignored {

    <T> T as(Kind<T> kind);

    /** What is done with each kind. */
    interface Kind<T> {
        T decided(Decided decided);

        T asked(Asked asked);

        T answered(Answered answered);

        T ignored(Ignored ignored);
    }

    /** The decisions a person can make. */
    enum Decision {
        APPROVED,
        REJECTED,
        CHANGED
    }

    /**
     * A decision was made.
     *
     * @param shortlist with {@code CHANGED}: the numbers that advance instead
     * @param words what was said with it
     */
    record Decided(Decision decision, List<String> shortlist, Optional<String> words) implements Response {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.decided(this);
        }
    }

    /** The person is given a form to say what is to be done instead. */
    record Asked(String trigger) implements Response {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.asked(this);
        }
    }

    /** Nothing is decided, and the person is told why. */
    record Answered(String text) implements Response {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.answered(this);
        }
    }

    /** It is nothing to us. */
    record Ignored(String reason) implements Response {
        @Override
        public <T> T as(Kind<T> kind) {
            return kind.ignored(this);
        }
    }
}
