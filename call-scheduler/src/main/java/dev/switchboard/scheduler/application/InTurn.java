package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import java.util.function.Function;

/** One after the other: a session, and the transaction in it, serve one step at a time. */
final class InTurn {

    private InTurn() {}

    /** Ends after the last step; fails with the first that fails, and then takes no further one. */
    static <T> Uni<Void> each(Iterable<T> items, Function<? super T, Uni<?>> step) {
        return Multi.createFrom()
                .iterable(items)
                .onItem()
                .transformToUniAndConcatenate(step::apply)
                .collect()
                .last()
                .replaceWithVoid();
    }
}
