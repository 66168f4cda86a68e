package dev.switchboard.launcher.stack;

import java.util.List;
import java.util.stream.IntStream;

/**
 * One process of a part. Services may have several, which share the work; everything else has one.
 *
 * @param number from 1
 */
public record Replica(Part part, int number) {

    static Replica first(Part part) {
        return new Replica(part, 1);
    }

    /** All of a part, in a stack where each service has that many. */
    static List<Replica> of(Part part, int replicas) {
        return IntStream.rangeClosed(1, part.isService() ? replicas : 1)
                .mapToObj(number -> new Replica(part, number))
                .toList();
    }

    /** As people say it. */
    public String label() {
        return number == 1 ? part.label() : part.label() + " " + number;
    }
}
