package dev.switchboard.mission.application;

import java.util.Optional;

/**
 * What became of a decision.
 *
 * @param listed whether whoever decided is one of those who may
 * @param refusal why it does not count, in words for them; empty if it counts
 */
public record Ruling(boolean listed, Optional<String> refusal) {

    public boolean counted() {
        return refusal.isEmpty();
    }
}
