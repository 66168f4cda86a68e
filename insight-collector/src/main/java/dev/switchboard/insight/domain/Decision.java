package dev.switchboard.insight.domain;

import java.util.Optional;

/** What a conversation makes of what it is told. */
public sealed interface Decision {

    <T> T handle(Handler<T> handler);

    /** One case each. */
    interface Handler<T> {
        T accepted(Accepted accepted);

        T ignored(Ignored ignored);

        T rejected(Rejected rejected);
    }

    /** @param verdict present exactly when this is the step that gives it */
    record Accepted(Conversation next, Optional<Verdict> verdict) implements Decision {
        @Override
        public <T> T handle(Handler<T> handler) {
            return handler.accepted(this);
        }
    }

    /** Late or repeated. */
    record Ignored(String reason) implements Decision {
        @Override
        public <T> T handle(Handler<T> handler) {
            return handler.ignored(this);
        }
    }

    /** It breaks a rule. */
    record Rejected(String reason) implements Decision {
        @Override
        public <T> T handle(Handler<T> handler) {
            return handler.rejected(this);
        }
    }
}
