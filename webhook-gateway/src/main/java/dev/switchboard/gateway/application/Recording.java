package dev.switchboard.gateway.application;

/** What became of a genuine webhook. */
public enum Recording {
    /** Safe. */
    RECORDED,
    /** This event was safe already. */
    REPEATED,
    /** Not certainly safe: the sender has to repeat it. */
    UNAVAILABLE,
    /** The log takes nothing of that size; repeating it will not help. */
    TOO_LARGE,
    /** Too many wait already; nothing was tried. */
    OVERLOADED
}
