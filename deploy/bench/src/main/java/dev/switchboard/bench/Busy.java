package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import java.util.stream.StreamSupport;

/**
 * How busy the lines were from the first call's start to the last call's: after that nobody waits for a line.
 *
 * @param share of the lines' time, 0 to 1
 */
record Busy(double share, int calls) {

    private record Span(Instant from, Instant to) {

        double secondsUntil(Instant end) {
            return Math.max(
                    0, Duration.between(from, to.isBefore(end) ? to : end).toMillis() / 1000.0);
        }
    }

    static Busy of(JsonNode ledger, int lines) {
        List<Span> spans = StreamSupport.stream(ledger.path("calls").spliterator(), false)
                .map(call -> new Span(
                        Instant.parse(call.path("started_at").asText()),
                        Instant.parse(call.path("ended_at").asText())))
                .sorted(Comparator.comparing(Span::from))
                .toList();
        Instant first = spans.get(0).from();
        Instant last = spans.get(spans.size() - 1).from();
        double busy =
                spans.stream().mapToDouble(span -> span.secondsUntil(last)).sum();
        return new Busy(busy / (lines * new Span(first, last).secondsUntil(last)), spans.size());
    }
}
