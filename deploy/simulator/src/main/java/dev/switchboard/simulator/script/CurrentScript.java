package dev.switchboard.simulator.script;

/** The script being played; it can be replaced while the simulator runs. */
public final class CurrentScript {

    private Script script;
    private FaultDice dice;

    public CurrentScript(Script script) {
        set(script);
    }

    public void set(Script other) {
        script = other;
        dice = new FaultDice(other.seed());
    }

    public Script get() {
        return script;
    }

    public FaultDice dice() {
        return dice;
    }
}
