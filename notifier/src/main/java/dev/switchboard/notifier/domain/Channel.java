package dev.switchboard.notifier.domain;

import java.util.Locale;

/** How people can be told and asked. */
public enum Channel {
    SLACK,
    TELEGRAM;

    /** As events and labels have it. */
    public String word() {
        return name().toLowerCase(Locale.ROOT);
    }
}
