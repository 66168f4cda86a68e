package dev.switchboard.scheduler.domain;

import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** What an account is busy with: slots in use and dials of late, as a whole and by run. */
public final class Load {

    /**
     * One attempt.
     *
     * @param live whether it holds a slot
     */
    public record Placed(UUID runId, boolean live, Instant intentAt) {}

    private final Map<UUID, Integer> liveByRun = new HashMap<>();
    private final Map<UUID, List<Instant>> dialsByRun = new HashMap<>();
    private final List<Instant> dials = new ArrayList<>();
    private int live;

    public Load(List<Placed> attempts) {
        attempts.forEach(this::add);
    }

    void add(Placed attempt) {
        dials.add(attempt.intentAt());
        dialsByRun.computeIfAbsent(attempt.runId(), run -> new ArrayList<>()).add(attempt.intentAt());
        if (attempt.live()) {
            live++;
            liveByRun.merge(attempt.runId(), 1, Integer::sum);
        }
    }

    public int live() {
        return live;
    }

    public int live(UUID runId) {
        return liveByRun.getOrDefault(runId, 0);
    }

    public List<Instant> dials() {
        return dials;
    }

    public List<Instant> dials(UUID runId) {
        return dialsByRun.getOrDefault(runId, List.of());
    }
}
