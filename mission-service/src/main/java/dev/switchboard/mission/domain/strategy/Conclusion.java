package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.RunStatus;
import java.util.List;
import java.util.Optional;

/**
 * A run at its end, as far as its summary needs it.
 *
 * @param calls attempts made, over all targets
 * @param succeeded targets with a result
 * @param recommended best first
 * @param reason why it ended before its time (cancelled, deadline), in words a person can read
 */
public record Conclusion(
        RunStatus status,
        int targets,
        int calls,
        int succeeded,
        Optional<Best> best,
        List<Ranked> recommended,
        Optional<String> reason) {}
