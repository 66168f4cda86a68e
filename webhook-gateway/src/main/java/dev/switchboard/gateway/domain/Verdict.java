package dev.switchboard.gateway.domain;

/** What the signature of a webhook or callback is worth. */
public enum Verdict {
    /** Signed by the account's key, recently. */
    GENUINE,
    /** A header of the signature is missing or empty. */
    UNSIGNED,
    /** No public key is known for the account. */
    UNKNOWN_ACCOUNT,
    /** The time stamp is not a number of seconds, or too far from now in either direction. */
    STALE,
    /** None of the known keys made this signature over this time stamp and body; or it is another token. */
    FORGED
}
