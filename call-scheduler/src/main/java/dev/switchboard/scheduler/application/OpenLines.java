package dev.switchboard.scheduler.application;

import io.smallrye.mutiny.Uni;

/** Commands to live calls at Telnyx (contract, section 4.2). No {@code Uni} here ever fails; no request repeats itself. */
public interface OpenLines {

    Uni<CommandAnswer> send(DueCommand command);
}
