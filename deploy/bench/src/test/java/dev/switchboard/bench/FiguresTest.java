package dev.switchboard.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.util.List;
import org.junit.jupiter.api.Test;

class FiguresTest {

    @Test
    void percentilesAreValuesThatWereMeasured() {
        Percentiles percentiles = new Percentiles(List.of(4.0, 1.0, 3.0, 2.0));

        assertThat(percentiles.at(50)).isEqualTo(2);
        assertThat(percentiles.at(99)).isEqualTo(4);
    }

    @Test
    void latencyIsFromTheWebhookToTheNextCallOfAnotherPhone() throws JsonProcessingException {
        Timeline timeline = Timeline.of(json("""
                [{"at_epoch_micros": 1000, "kind": "request", "what": "POST scheduled_events", "to": "a"},
                 {"at_epoch_micros": 5000, "kind": "webhook", "what": "call.hangup", "to": "a"},
                 {"at_epoch_micros": 9000, "kind": "webhook", "what": "call.cost", "to": "a"},
                 {"at_epoch_micros": 25000, "kind": "request", "what": "POST scheduled_events", "to": "b"},
                 {"at_epoch_micros": 30000, "kind": "webhook", "what": "call.hangup", "to": "b"},
                 {"at_epoch_micros": 90000, "kind": "request", "what": "POST scheduled_events", "to": "b"}]"""));

        assertThat(timeline.fromWebhookToNextCall("call.hangup")).containsExactly(20.0);
        assertThat(timeline.firstCallMicros()).contains(1000L);
    }

    @Test
    void linesAreBusyWhileTheirCallsGoOn() throws JsonProcessingException {
        Busy busy = Busy.of(json("""
                        {"calls": [
                          {"started_at": "2026-03-02T16:00:00Z", "ended_at": "2026-03-02T16:01:00Z"},
                          {"started_at": "2026-03-02T16:01:00Z", "ended_at": "2026-03-02T16:01:30Z"},
                          {"started_at": "2026-03-02T16:02:00Z", "ended_at": "2026-03-02T16:03:00Z"}]}"""), 1);

        assertThat(busy.share()).isEqualTo(0.75, within(0.001));
        assertThat(busy.calls()).isEqualTo(3);
    }

    private static JsonNode json(String text) throws JsonProcessingException {
        return new ObjectMapper().readTree(text);
    }
}
