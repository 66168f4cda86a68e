package dev.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventHeadersTest {

    private static final EventHeaders COMPLETE = new EventHeaders(
            UUID.fromString("0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20"),
            Topic.CALL_COMPLETED.eventType(),
            "/call-scheduler",
            "7d2e4b90-1f3c-4a67-b5d8-90c3e6a1f402",
            Instant.parse("2026-03-10T15:05:06.512Z"),
            Optional.of("a-run"),
            Optional.of("a-cause"));

    @Test
    void roundTrip() {
        assertThat(EventHeaders.of(COMPLETE.toMap())).isEqualTo(COMPLETE);
    }

    @Test
    void roundTripWithoutRunAndCause() {
        EventHeaders plain = new EventHeaders(
                COMPLETE.id(),
                COMPLETE.type(),
                COMPLETE.source(),
                "",
                COMPLETE.time(),
                Optional.empty(),
                Optional.empty());

        assertThat(plain.toMap()).doesNotContainKeys(EventHeaders.CORRELATION_ID, EventHeaders.CAUSATION_ID);
        assertThat(EventHeaders.of(plain.toMap())).isEqualTo(plain);
    }

    @Test
    void areCloudEvents1WithAJsonBody() {
        assertThat(COMPLETE.toMap())
                .containsEntry("ce_specversion", "1.0")
                .containsEntry("content-type", "application/json")
                .containsEntry("ce_type", "call.completed.v1");
    }

    @Test
    void subjectMayBeAbsent() {
        Map<String, String> headers = new HashMap<>(COMPLETE.toMap());
        headers.remove(EventHeaders.SUBJECT);

        assertThat(EventHeaders.of(headers).subject()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"ce_id", "ce_type", "ce_source", "ce_time"})
    void namesAMissingHeader(String name) {
        Map<String, String> headers = new HashMap<>(COMPLETE.toMap());
        headers.remove(name);
        assertThatThrownBy(() -> EventHeaders.of(headers))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + name + " is missing");

        headers.put(name, "  ");
        assertThatThrownBy(() -> EventHeaders.of(headers))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + name + " is missing");
    }

    @ParameterizedTest
    @CsvSource({"ce_id,17", "ce_id,not-a-uuid", "ce_time,yesterday", "ce_time,2026-03-10 15:05:06"})
    void namesAHeaderThatCannotBeRead(String name, String value) {
        Map<String, String> headers = new HashMap<>(COMPLETE.toMap());
        headers.put(name, value);

        assertThatThrownBy(() -> EventHeaders.of(headers))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("header " + name + ": cannot read '" + value + "'");
    }
}
