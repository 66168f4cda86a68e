package dev.switchboard.events;

import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/**
 * A {@code mission.requested} is not a mission that can be carried out; nothing came of it.
 *
 * @param requestId the request's {@code ce_id}
 * @param correlationId the request's own {@code correlationid}, if it had one
 * @param name the mission's name, if one can be read
 * @param problems what is wrong with it, in the order of the file; the first 1,000
 * @param problemCount how many there are in all
 */
public record MissionRefused(
        UUID requestId,
        Optional<String> correlationId,
        String account,
        Optional<String> name,
        List<Problem> problems,
        int problemCount,
        Instant refusedAt) {

    /** The most problems that are told. */
    public static final int PROBLEMS_TOLD = 1_000;

    /**
     * One thing wrong.
     *
     * @param path where, {@code $.targets[2].phone}
     * @param found what stands there, shortened
     * @param expected what belongs there, in plain words
     */
    public record Problem(String path, String found, String expected) {

        public Problem {
            Required.field(path, "problems.path");
            Required.field(found, "problems.found");
            Required.field(expected, "problems.expected");
        }
    }

    public MissionRefused {
        Required.field(requestId, "request_id");
        correlationId = Required.orElse(correlationId, Optional.empty());
        Required.field(account, "account");
        name = Required.orElse(name, Optional.empty());
        Required.field(problems, "problems");
        Required.field(refusedAt, "refused_at");
    }
}
