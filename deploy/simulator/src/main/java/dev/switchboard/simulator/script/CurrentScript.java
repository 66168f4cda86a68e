package dev.switchboard.simulator.script;

/** The script being played; it can be replaced while the simulator runs. */
public final class CurrentScript {

    private Script script;
    private FaultDice dice;
    private int generation = -1;

    public CurrentScript(Script script) {
        set(script);
    }

    public void set(Script other) {
        // Other faults are the same script: what its people have decided stays decided.
        if (script == null || script.approvals() != other.approvals()) {
            generation++;
        }
        script = other;
        dice = new FaultDice(other.seed());
    }

    public Script get() {
        return script;
    }

    /** Which script it is since the start, from 0; each has people of its own. */
    public int generation() {
        return generation;
    }

    public FaultDice dice() {
        return dice;
    }
}
