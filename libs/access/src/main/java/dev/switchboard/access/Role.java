package dev.switchboard.access;

import java.util.Locale;

/** What a key may do. */
public enum Role {
    AGENT,
    APPROVER,
    OPERATOR,
    VIEWER;

    /** As it is stored and configured. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }

    /** The role of that word. */
    public static Role of(String word) {
        return valueOf(word.toUpperCase(Locale.ROOT));
    }

    /** Whoever carries out missions may also say who is called and what happens on a call. */
    public boolean mayCall() {
        return this == AGENT || this == OPERATOR;
    }

    /** A viewer only reads. */
    public boolean mayChange() {
        return this != VIEWER;
    }
}
