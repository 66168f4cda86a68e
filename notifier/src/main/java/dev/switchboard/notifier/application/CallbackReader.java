package dev.switchboard.notifier.application;

import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.Channel;
import java.util.Optional;

/** Knows how a channel says what a person did. */
public interface CallbackReader {

    Channel channel();

    /** What was done with a message of ours; empty for whatever else a channel sends. */
    Optional<Callback> read(String body);
}
