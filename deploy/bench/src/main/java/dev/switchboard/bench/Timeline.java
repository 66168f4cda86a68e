package dev.switchboard.bench;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.stream.StreamSupport;

/** When, in real time, webhooks left the simulator and calls were asked for there. */
record Timeline(List<Moment> moments) {

    private static final String CALL = "POST scheduled_events";

    /** @param phone the number concerned */
    record Moment(long micros, boolean isRequest, String what, String phone) {}

    static Timeline of(JsonNode view) {
        return new Timeline(StreamSupport.stream(view.spliterator(), false)
                .map(Timeline::moment)
                .sorted(Comparator.comparingLong(Moment::micros))
                .toList());
    }

    private static Moment moment(JsonNode entry) {
        return new Moment(
                entry.path("at_epoch_micros").asLong(),
                entry.path("kind").asText().equals("request"),
                entry.path("what").asText(),
                entry.path("to").asText());
    }

    /** When the first call was asked for. */
    Optional<Long> firstCallMicros() {
        return moments.stream().filter(Timeline::isCall).map(Moment::micros).findFirst();
    }

    /** Milliseconds from each webhook of that kind to the next call that was asked for, if to another phone. */
    List<Double> fromWebhookToNextCall(String webhook) {
        List<Double> millis = new ArrayList<>();
        Moment last = null;
        for (Moment moment : moments) {
            if (!moment.isRequest() && moment.what().equals(webhook)) {
                last = moment;
            } else if (isCall(moment) && last != null) {
                if (!moment.phone().equals(last.phone())) {
                    millis.add((moment.micros() - last.micros()) / 1000.0);
                }
                last = null;
            }
        }
        return millis;
    }

    private static boolean isCall(Moment moment) {
        return moment.isRequest() && moment.what().equals(CALL);
    }
}
