package dev.switchboard.bench;

import java.time.Duration;
import java.util.UUID;

/** At the real pace: from the webhook that frees the way to the next call's request, both seen by the simulator. */
final class Latency {

    private static final String INSIGHT = "call.conversation_insights.generated";
    private static final String HANGUP = "call.hangup";
    private static final Duration PER_CALL = Duration.ofSeconds(20);

    private final int calls;

    Latency(int calls) {
        this.calls = calls;
    }

    Table measure() {
        Percentiles negotiation = measure(Missions.negotiation(calls), INSIGHT, 10);
        Percentiles sweep = measure(Missions.sweep(calls, 1), HANGUP, 1);
        return new Table("latency at time scale 1, " + calls + " calls each")
                .millis("insight to next call of a negotiation, p50", negotiation.at(50), "(at most 300 ms)")
                .millis("insight to next call of a negotiation, p99", negotiation.at(99), "")
                .millis("hangup to next call of a sweep, p50", sweep.at(50), "(at most 300 ms)")
                .millis("hangup to next call of a sweep, p99", sweep.at(99), "");
    }

    private Percentiles measure(String mission, String webhook, int concurrentCalls) {
        try (BenchStack bench = BenchStack.start(1, concurrentCalls)) {
            bench.stack().simulator().play(Missions.script(1, 1, 1, concurrentCalls));
            UUID run = bench.submit(mission);
            bench.awaitEnd(run, PER_CALL.multipliedBy(calls));
            return new Percentiles(bench.timeline().fromWebhookToNextCall(webhook));
        }
    }
}
