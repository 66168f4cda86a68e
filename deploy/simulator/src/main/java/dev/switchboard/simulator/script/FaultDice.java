package dev.switchboard.simulator.script;

import java.nio.charset.StandardCharsets;
import java.util.SplittableRandom;

/**
 * Decides what goes wrong. A decision depends on the seed, the kind of fault and what it is about (such as "the hangup
 * webhook of the second call to this number"), not on the order in which things happen, so a run is repeatable although
 * its threads are not.
 */
public final class FaultDice {

    private final long seed;

    public FaultDice(long seed) {
        this.seed = seed;
    }

    /** True with the given probability. */
    public boolean strikes(double share, String kind, String about) {
        return share > 0 && random(kind, about).nextDouble() < share;
    }

    /** Uniform from {@code from} to {@code to}. */
    public double between(double from, double to, String kind, String about) {
        return to <= from ? from : random(kind, about).nextDouble(from, to);
    }

    /** A source of chance that is the same for the same seed and subject. */
    public SplittableRandom random(String kind, String about) {
        long hash = 0xcbf29ce484222325L ^ seed;
        for (byte b : (kind + '|' + about).getBytes(StandardCharsets.UTF_8)) {
            hash = (hash ^ b) * 0x100000001b3L;
        }
        return new SplittableRandom(hash);
    }
}
