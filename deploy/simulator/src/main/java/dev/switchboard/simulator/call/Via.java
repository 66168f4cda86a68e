package dev.switchboard.simulator.call;

import java.util.Locale;

/** By which door a call came in. */
public enum Via {
    SCHEDULED_EVENT,
    DIAL,
    TEXML;

    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
