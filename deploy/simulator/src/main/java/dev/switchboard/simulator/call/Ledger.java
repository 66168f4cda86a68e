package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Every call that a phone rang for. Calls must be told in the order of time. */
public final class Ledger {

    /** One call; {@code endedAt} and {@code outcome} are null while it lasts. */
    public static final class Entry {
        public final String to;
        public final String from;
        public final int attempt;
        public final Instant acceptedAt;
        public final Instant startedAt;
        public final Map<String, String> variables;
        public final Via via;
        public final String attemptId;
        public final String clientState;
        public String assistantId;
        public Instant endedAt;
        public String outcome;
        public String conversationId;

        public Entry(
                String to,
                String from,
                int attempt,
                Instant acceptedAt,
                Instant startedAt,
                String assistantId,
                Map<String, String> variables,
                Via via,
                String attemptId,
                String clientState) {
            this.to = to;
            this.from = from;
            this.attempt = attempt;
            this.acceptedAt = acceptedAt;
            this.startedAt = startedAt;
            this.assistantId = assistantId;
            this.variables = variables;
            this.via = via;
            this.attemptId = attemptId;
            this.clientState = clientState;
        }
    }

    private record Change(Instant at, boolean starts, Entry entry) {}

    private final List<Entry> calls = new ArrayList<>();
    private final Map<String, Integer> activeByNumber = new HashMap<>();
    private int active;
    private int peakConcurrent;
    private long duplicates;
    private long refusedConcurrency;
    private long refusedRate;

    /** A phone begins to ring. */
    public void started(Entry entry) {
        calls.add(entry);
        begin(entry);
    }

    private void begin(Entry entry) {
        int already = activeByNumber.merge(entry.to, 1, Integer::sum) - 1;
        duplicates += already;
        active++;
        peakConcurrent = Math.max(peakConcurrent, active);
    }

    public void ended(Entry entry, Instant at, String outcome) {
        entry.endedAt = at;
        entry.outcome = outcome;
        end(entry);
    }

    private void end(Entry entry) {
        active--;
        activeByNumber.computeIfPresent(entry.to, (number, count) -> count == 1 ? null : count - 1);
    }

    /** Takes over the calls of an earlier process, in any order. */
    public void restore(List<Entry> entries) {
        List<Change> changes = new ArrayList<>();
        for (Entry entry : entries) {
            changes.add(new Change(entry.startedAt, true, entry));
            if (entry.endedAt != null) {
                changes.add(new Change(entry.endedAt, false, entry));
            }
        }
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::starts));
        for (Change change : changes) {
            if (change.starts()) {
                started(change.entry());
            } else {
                end(change.entry());
            }
        }
    }

    public void restoreRefusals(JsonNode refused) {
        refusedConcurrency = refused.path("concurrency").asLong();
        refusedRate = refused.path("rate").asLong();
    }

    public void refusedForConcurrency() {
        refusedConcurrency++;
    }

    public void refusedForRate() {
        refusedRate++;
    }

    /** How many calls there are now, ringing or answered. */
    public int active() {
        return active;
    }

    public List<Entry> calls() {
        return calls;
    }

    public int peakConcurrent() {
        return peakConcurrent;
    }

    /** Pairs of calls to one number that overlap. */
    public long duplicates() {
        return duplicates;
    }

    public long refusedConcurrency() {
        return refusedConcurrency;
    }

    public long refusedRate() {
        return refusedRate;
    }
}
