package dev.switchboard.notifier.domain;

/** How people can be told. */
public enum Channel {
    SLACK,
    TELEGRAM
}
