package dev.switchboard.mission.domain;

import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Facts about the call of one target, as tests tell them. */
final class Facts {

    static final Map<String, Object> QUOTE = Map.of("per_person", 62);

    private Facts() {}

    static TargetFact scheduled(int attempt) {
        return new TargetFact.Scheduled(attempt);
    }

    static TargetFact ended(int attempt, CallOutcome outcome) {
        return new TargetFact.Ended(attempt, outcome, 0, Optional.empty(), true);
    }

    static TargetFact talked(int attempt, int seconds) {
        return new TargetFact.Ended(
                attempt, CallOutcome.COMPLETED, seconds, Optional.of("conversation-" + attempt), true);
    }

    static TargetFact talkedWithoutInsight(int attempt, int seconds) {
        return new TargetFact.Ended(
                attempt, CallOutcome.COMPLETED, seconds, Optional.of("conversation-" + attempt), false);
    }

    static TargetFact insight(int attempt, InsightStatus status) {
        return switch (status) {
            case VALID ->
                new TargetFact.InsightCame(
                        attempt, status, QUOTE, Optional.of("Agreed to 62."), List.of(), conversation(attempt));
            case INVALID ->
                new TargetFact.InsightCame(
                        attempt,
                        status,
                        Map.of("per_person", "cheap"),
                        Optional.of("Would not say."),
                        List.of("per_person: a number"),
                        conversation(attempt));
            case EMPTY, TIMED_OUT ->
                new TargetFact.InsightCame(
                        attempt, status, Map.of(), Optional.empty(), List.of(), conversation(attempt));
        };
    }

    private static Optional<String> conversation(int attempt) {
        return Optional.of("conversation-" + attempt);
    }

    static TargetFact givenUp(AbandonReason reason, CallOutcome lastOutcome, int attempts) {
        return new TargetFact.GivenUp(reason, reason.word(), Optional.ofNullable(lastOutcome), attempts);
    }

    /** What remains of a target after these facts. */
    static TargetProgress after(List<TargetFact> facts) {
        TargetProgress progress = TargetProgress.UNTOUCHED;
        for (TargetFact fact : facts) {
            progress = progress.after(fact).accepted().orElse(progress);
        }
        return progress;
    }

    static TargetProgress after(TargetFact... facts) {
        return after(List.of(facts));
    }
}
