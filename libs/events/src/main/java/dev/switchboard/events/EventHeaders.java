package dev.switchboard.events;

import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/**
 * CloudEvents 1.0 in Kafka headers (binary mode), plus what links events to each other.
 *
 * @param id unique per event; consumers apply an id once
 * @param type {@link Topic#eventType()}
 * @param source the service that says it, {@code /call-scheduler}
 * @param subject what it is about: the id of the run, call or delivery
 * @param time mission time at which it became true
 * @param correlationId the run's id; absent where no run is known (a webhook)
 * @param causationId the event that led to this one, if any
 */
public record EventHeaders(
        UUID id,
        String type,
        String source,
        String subject,
        Instant time,
        Optional<String> correlationId,
        Optional<String> causationId) {

    public static final String ID = "ce_id";
    public static final String TYPE = "ce_type";
    public static final String SOURCE = "ce_source";
    public static final String SUBJECT = "ce_subject";
    public static final String TIME = "ce_time";
    public static final String SPEC_VERSION = "ce_specversion";
    public static final String CORRELATION_ID = "correlationid";
    public static final String CAUSATION_ID = "causationid";
    public static final String CONTENT_TYPE = "content-type";

    public EventHeaders {
        Objects.requireNonNull(id, ID);
        Objects.requireNonNull(type, TYPE);
        Objects.requireNonNull(source, SOURCE);
        Objects.requireNonNull(subject, SUBJECT);
        Objects.requireNonNull(time, TIME);
        Objects.requireNonNull(correlationId, CORRELATION_ID);
        Objects.requireNonNull(causationId, CAUSATION_ID);
    }

    /** As they stand in the record's headers, in a stable order. */
    public Map<String, String> toMap() {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put(SPEC_VERSION, "1.0");
        headers.put(ID, id.toString());
        headers.put(TYPE, type);
        headers.put(SOURCE, source);
        headers.put(SUBJECT, subject);
        headers.put(TIME, time.toString());
        headers.put(CONTENT_TYPE, "application/json");
        correlationId.ifPresent(value -> headers.put(CORRELATION_ID, value));
        causationId.ifPresent(value -> headers.put(CAUSATION_ID, value));
        return headers;
    }

    /**
     * Reads them back.
     *
     * @throws MalformedEventException naming the header that is missing or wrong
     */
    public static EventHeaders of(Map<String, String> headers) {
        return new EventHeaders(
                parse(headers, ID, UUID::fromString),
                required(headers, TYPE),
                required(headers, SOURCE),
                Optional.ofNullable(headers.get(SUBJECT)).orElse(""),
                parse(headers, TIME, Instant::parse),
                Optional.ofNullable(headers.get(CORRELATION_ID)),
                Optional.ofNullable(headers.get(CAUSATION_ID)));
    }

    private static String required(Map<String, String> headers, String name) {
        String value = headers.get(name);
        if (value == null || value.isBlank()) {
            throw new MalformedEventException("header " + name + " is missing");
        }
        return value;
    }

    private static <T> T parse(
            Map<String, String> headers, String name, java.util.function.Function<String, T> parser) {
        String value = required(headers, name);
        try {
            return parser.apply(value);
        } catch (RuntimeException e) {
            throw new MalformedEventException("header " + name + ": cannot read '" + value + "'", e);
        }
    }
}
