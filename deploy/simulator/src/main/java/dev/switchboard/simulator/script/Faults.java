package dev.switchboard.simulator.script;

/**
 * Shares from 0 to 1 of what goes wrong.
 *
 * @param webhookDelayFrom mission seconds, uniform up to {@code webhookDelayTo}
 */
public record Faults(
        double webhookDuplicate,
        double webhookDrop,
        double webhookDelayFrom,
        double webhookDelayTo,
        double http500,
        double http429,
        double acceptThenDrop) {

    public static final Faults NONE = new Faults(0, 0, 0, 0, 0, 0, 0);
}
