package dev.switchboard.simulator.script;

/** The account's limits. The defaults are those of a verified account. */
public record Limits(int concurrentCalls, double dialsPerSecond) {

    public static final Limits DEFAULT = new Limits(10, 30);
}
