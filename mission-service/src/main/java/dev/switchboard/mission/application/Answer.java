package dev.switchboard.mission.application;

import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * What became of a question.
 *
 * @param by who decided; empty if nobody did
 * @param words what they said with it
 * @param shortlist with {@link Decision#CHANGED}: the numbers that advance instead, some of the request's candidates
 */
public record Answer(UUID approvalId, Decision decision, String by, Optional<String> words, List<String> shortlist) {

    /** The answer that counts; there is one at most. */
    public enum Decision {
        APPROVED,
        REJECTED,
        CHANGED,
        EXPIRED;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    public Answer {
        shortlist = List.copyOf(shortlist);
    }

    /** Why a run does not go on: {@code rejected by dana: "too expensive"}. */
    public String reason() {
        return decision == Decision.EXPIRED
                ? "nobody decided in time"
                : decision.word() + " by " + by
                        + words.map(text -> ": \"" + text + "\"").orElse("");
    }
}
