package dev.switchboard.scheduler.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Stream;

/**
 * Who gets the free slots: again and again the run with the highest priority, among equals the one with the fewest live
 * attempts, and of its calls the one with the highest priority, then the one due longest. Never two calls to one number.
 */
public final class FairShare {

    private static final Comparator<Candidate> BETWEEN_RUNS =
            Comparator.comparingInt(Candidate::runPriority).reversed();

    private static final Comparator<Candidate> WITHIN_RUN = Comparator.comparingInt(Candidate::priority)
            .reversed()
            .thenComparing(Candidate::dueAt)
            .thenComparingInt(Candidate::sequence)
            .thenComparing(Candidate::callId);

    /**
     * The choice.
     *
     * @param nextAt when one of those left over may go; empty if only the end of an attempt lets them
     */
    public record Choice(List<Candidate> chosen, Optional<Instant> nextAt) {}

    private FairShare() {}

    /**
     * Chooses among {@code candidates}.
     *
     * @param load what the account is busy with
     * @param free slots that may be filled now
     */
    public static Choice choose(List<Candidate> candidates, List<Load.Placed> load, int free, Instant now) {
        Load running = new Load(load);
        List<Candidate> left = new ArrayList<>(candidates);
        Set<String> phones = new HashSet<>();
        List<Candidate> chosen = new ArrayList<>();
        while (chosen.size() < free) {
            Optional<Candidate> next = left.stream()
                    .filter(candidate -> candidate.caps().leaveRoom(candidate.runId(), running, now))
                    .filter(candidate -> !phones.contains(candidate.phone()))
                    .min(BETWEEN_RUNS.thenComparing(fewestLive(running)).thenComparing(WITHIN_RUN));
            if (next.isEmpty()) {
                break;
            }
            Candidate candidate = next.get();
            left.remove(candidate);
            phones.add(candidate.phone());
            chosen.add(candidate);
            running.add(new Load.Placed(candidate.runId(), true, now));
        }
        return new Choice(chosen, nextAt(left, running, now));
    }

    private static Comparator<Candidate> fewestLive(Load running) {
        return Comparator.comparingInt(candidate -> running.live(candidate.runId()));
    }

    private static Optional<Instant> nextAt(List<Candidate> left, Load running, Instant now) {
        return left.stream()
                .flatMap(candidate -> candidate
                        .caps()
                        .freeAt(candidate.runId(), running, now)
                        .map(Stream::of)
                        .orElseGet(Stream::empty))
                .min(Comparator.naturalOrder());
    }
}
