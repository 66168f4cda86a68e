package dev.switchboard.messaging;

import dev.switchboard.events.EventHeaders;

/** An event as a consumer gets it. */
public record Event<T>(EventHeaders headers, T body) {}
