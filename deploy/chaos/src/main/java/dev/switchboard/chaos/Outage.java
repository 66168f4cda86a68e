package dev.switchboard.chaos;

import dev.switchboard.launcher.stack.Part;
import java.time.Duration;
import java.util.List;

/**
 * Broker or database killed and kept away.
 *
 * @param length real time
 */
public record Outage(Part part, Duration length) {

    /** What can be kept away: services need both, and have to live without. */
    static final List<Part> PARTS = List.of(Part.DATABASE, Part.BROKER);

    /** Between two, real time: what one held up has to be made up for. */
    static final Duration BETWEEN = Duration.ofSeconds(30);

    /** Whether a service cannot do its work meanwhile. The gateway has no database. */
    boolean stops(Part service) {
        return part == Part.BROKER || service != Part.WEBHOOK_GATEWAY;
    }
}
