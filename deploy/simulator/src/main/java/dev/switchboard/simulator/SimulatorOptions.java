package dev.switchboard.simulator;

import java.nio.file.Path;
import java.util.Optional;

/**
 * How a simulator is started.
 *
 * @param numbers a file of numbers, or how many; empty for six
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
        Optional<String> numbers) {}
