package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * What became of an approval.
 *
 * @param by who decided; empty if nobody did
 * @param place where: {@code slack}, {@code telegram} or {@code api}
 * @param words what they said with it
 * @param shortlist the numbers that advance instead
 * @param reason why nobody need decide any more
 */
public record Verdict(
        Outcome outcome,
        Optional<String> by,
        Optional<String> place,
        Optional<String> words,
        List<String> shortlist,
        Optional<String> reason,
        Instant at) {

    /** All that can become of it. */
    public enum Outcome {
        APPROVED("Approved"),
        REJECTED("Rejected"),
        CHANGED("Changed"),
        EXPIRED("Expired"),
        WITHDRAWN("Withdrawn");

        private final String word;

        Outcome(String word) {
            this.word = word;
        }

        public String word() {
            return word;
        }
    }
}
