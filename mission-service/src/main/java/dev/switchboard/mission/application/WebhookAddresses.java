package dev.switchboard.mission.application;

import java.util.Optional;

/** Where the gateway is reached from outside. */
@FunctionalInterface
public interface WebhookAddresses {

    /** The address of that account's webhooks; empty if it has none. */
    Optional<String> of(String account);
}
