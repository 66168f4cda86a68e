package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Decision;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** Does something with an accepted decision; a late one needs nothing. */
record IfAccepted(Function<Decision.Accepted, Uni<Void>> then) implements Decision.Handler<Uni<Void>> {

    @Override
    public Uni<Void> accepted(Decision.Accepted accepted) {
        return then.apply(accepted);
    }

    @Override
    public Uni<Void> ignored(Decision.Ignored ignored) {
        return Uni.createFrom().voidItem();
    }

    @Override
    public Uni<Void> rejected(Decision.Rejected rejected) {
        return Uni.createFrom().voidItem();
    }
}
