package dev.switchboard.simulator;

import dev.switchboard.simulator.chat.ChannelAddresses;
import java.nio.file.Path;
import java.util.Optional;

/**
 * How a simulator is started.
 *
 * @param numbers a file of numbers, or how many; empty for six
 * @param channels where the people of the script are heard
 */
public record SimulatorOptions(
        int port,
        Optional<Path> script,
        Optional<String> clock,
        Optional<String> webhookUrl,
        Optional<String> failoverUrl,
        Optional<Path> state,
        Optional<Path> signingKey,
        Optional<String> apiKey,
        Optional<String> numbers,
        ChannelAddresses.Given channels) {}
