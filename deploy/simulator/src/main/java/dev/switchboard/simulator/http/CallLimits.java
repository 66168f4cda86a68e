package dev.switchboard.simulator.http;

import dev.switchboard.simulator.call.CallEngine;
import dev.switchboard.simulator.call.DialRate;
import dev.switchboard.simulator.script.CurrentScript;
import java.time.Instant;
import java.util.Map;

/** The account's dial rate at the door: 429, code 90103, and the headers that say when to come back. */
final class CallLimits {

    private final DialRate rate;
    private final CurrentScript script;
    private final CallEngine engine;

    CallLimits(DialRate rate, CurrentScript script, CallEngine engine) {
        this.rate = rate;
        this.script = script;
        this.engine = engine;
    }

    /** @throws Refused with 429 if the rolling sum is used up */
    void take(Instant now) {
        if (rate.take(now, perSecond())) {
            return;
        }
        engine.refusedForRate();
        Answer answer = Problems.errors(
                429,
                "90103",
                "Dial rate limit exceeded",
                "The account may dial " + perSecond() + " times per second, summed over 5 seconds.",
                null);
        throw new Refused(
                answer.with(headers(now)).with(Map.of("retry-after", Long.toString(rate.secondsToReset(now)))));
    }

    Map<String, String> headers(Instant now) {
        return Map.of(
                "x-ratelimit-limit", Integer.toString(DialRate.most(perSecond())),
                "x-ratelimit-remaining", Integer.toString(rate.remaining(now, perSecond())),
                "x-ratelimit-reset", Long.toString(rate.secondsToReset(now)));
    }

    private double perSecond() {
        return script.get().limits().dialsPerSecond();
    }
}
