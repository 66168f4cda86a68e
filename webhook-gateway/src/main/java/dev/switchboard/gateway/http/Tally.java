package dev.switchboard.gateway.http;

import dev.switchboard.gateway.config.RealTime;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.InstantSource;
import java.util.EnumMap;
import java.util.Map;
import java.util.concurrent.atomic.AtomicLong;
import org.jboss.logging.Logger;

/**
 * Counts answers by result. Refusals are logged at most once every few seconds, because a stranger decides how many there
 * are; the counters have them all.
 */
@ApplicationScoped
public class Tally {

    private static final Logger LOG = Logger.getLogger(Tally.class);
    private static final long BETWEEN_LINES_MILLIS = 5000;

    private final InstantSource realTime;
    private final Map<Answer, Counter> counters = new EnumMap<>(Answer.class);
    private final Timer timer;
    private final AtomicLong lastRefusalLine = new AtomicLong();
    private final AtomicLong lastTroubleLine = new AtomicLong();

    Tally(MeterRegistry registry, @RealTime InstantSource realTime) {
        this.realTime = realTime;
        for (Answer answer : Answer.values()) {
            counters.put(
                    answer,
                    Counter.builder("switchboard.gateway.webhooks")
                            .description("Webhooks by what was answered")
                            .tag("result", answer.tag())
                            .register(registry));
        }
        this.timer = Timer.builder("switchboard.gateway.recording")
                .description("From the whole body being there to the answer, for genuine webhooks")
                .publishPercentileHistogram()
                .minimumExpectedValue(Duration.ofMillis(1))
                .maximumExpectedValue(Duration.ofSeconds(5))
                .register(registry);
    }

    void count(Answer answer) {
        counters.get(answer).increment();
        if (answer.isProblem() && answer != Answer.UNAVAILABLE && isTime(lastRefusalLine)) {
            LOG.warnf(
                    "webhooks are refused: %s (%.0f so far)",
                    answer.tag(), counters.get(answer).count());
        }
    }

    void time(long nanos) {
        timer.record(Duration.ofNanos(nanos));
    }

    /** Notes why a webhook could not be recorded. */
    public void trouble(Throwable failure) {
        if (isTime(lastTroubleLine)) {
            LOG.errorf("webhooks cannot be recorded, senders are told to come again: %s", reason(failure));
        }
    }

    /** The innermost cause: the broker client's own words, which never show a record. */
    private static String reason(Throwable failure) {
        Throwable cause = failure;
        while (cause.getCause() != null && cause.getCause() != cause) {
            cause = cause.getCause();
        }
        String name = cause.getClass().getSimpleName();
        return cause.getMessage() == null ? name : name + ", " + cause.getMessage();
    }

    private boolean isTime(AtomicLong last) {
        long now = realTime.millis();
        long before = last.get();
        return now - before >= BETWEEN_LINES_MILLIS && last.compareAndSet(before, now);
    }
}
