package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/**
 * Something a person must decide, as the mission-service keeps it. What stands in a channel is a view of it.
 *
 * @param missionId the mission that needs it; empty, with the run, if none asked
 * @param action what is asked for, such as {@code round.advance}
 * @param digest of the exact request; a decision is for this digest only
 * @param approvers who may decide
 * @param verdict what became of it; empty while it is open
 */
public record Approval(
        UUID id,
        Optional<UUID> missionId,
        Optional<UUID> runId,
        String account,
        String action,
        String question,
        String digest,
        Map<String, Object> request,
        List<String> approvers,
        Instant expiresAt,
        Optional<Verdict> verdict) {

    /** The action whose shortlist a person may change. */
    private static final String ADVANCE = "round.advance";

    private static final String SHORTLIST = "shortlist";
    private static final String CANDIDATES = "candidates";

    public boolean isOpen() {
        return verdict.isEmpty();
    }

    /** Whether a person may say what is to be done instead. */
    public boolean isChangeable() {
        return action.equals(ADVANCE) && !candidates().all().isEmpty();
    }

    public Candidates shortlist() {
        return Candidates.of(request.get(SHORTLIST));
    }

    /** Among whom a changed shortlist is chosen. */
    public Candidates candidates() {
        Candidates candidates = Candidates.of(request.get(CANDIDATES));
        return candidates.all().isEmpty() ? shortlist() : candidates;
    }

    boolean asksForShortlist() {
        return action.equals(ADVANCE) && !shortlist().all().isEmpty();
    }
}
