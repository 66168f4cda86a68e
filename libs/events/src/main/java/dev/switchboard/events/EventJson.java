package dev.switchboard.events;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonMappingException;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.SerializationFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import com.fasterxml.jackson.datatype.jsr310.JavaTimeModule;
import java.io.IOException;
import java.util.Objects;
import java.util.stream.Collectors;

/**
 * The one way in which events become JSON and back: snake_case, ISO 8601 times, absent instead of null. Unknown fields
 * are ignored, because fields may be added at any time.
 */
public final class EventJson {

    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .addModule(new JavaTimeModule())
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .disable(SerializationFeature.WRITE_DATES_AS_TIMESTAMPS, SerializationFeature.WRITE_DURATIONS_AS_TIMESTAMPS)
            .disable(DeserializationFeature.FAIL_ON_UNKNOWN_PROPERTIES)
            .enable(DeserializationFeature.FAIL_ON_NULL_FOR_PRIMITIVES)
            .build();

    private EventJson() {}

    /** The shared mapper; do not configure it further. */
    public static ObjectMapper mapper() {
        return MAPPER;
    }

    public static String write(Object body) {
        try {
            return MAPPER.writeValueAsString(body);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(
                    "not writable as JSON: " + body.getClass().getName(), e);
        }
    }

    /**
     * Reads an event's body.
     *
     * @throws MalformedEventException if it is not JSON, or a required field is missing or of the wrong type
     */
    public static <T> T read(byte[] json, Class<T> type) {
        if (json == null) {
            throw new MalformedEventException("no body, expected " + type.getSimpleName());
        }
        try {
            T body = MAPPER.readValue(json, type);
            if (body == null) {
                throw new MalformedEventException("body is null, expected " + type.getSimpleName());
            }
            return body;
        } catch (JsonProcessingException e) {
            throw new MalformedEventException(type.getSimpleName() + ": " + reason(e), e);
        } catch (IOException e) {
            throw new MalformedEventException(type.getSimpleName() + ": " + e.getMessage(), e);
        }
    }

    /** In one line: a record's own refusal, or the field that cannot be read and why. */
    private static String reason(JsonProcessingException e) {
        if (e.getCause() instanceof MalformedEventException refusal) {
            return refusal.getMessage();
        }
        String field = e instanceof JsonMappingException mapping ? path(mapping) : "";
        return field.isEmpty() ? e.getOriginalMessage() : "field " + field + ": " + e.getOriginalMessage();
    }

    private static String path(JsonMappingException e) {
        return e.getPath().stream()
                .map(JsonMappingException.Reference::getFieldName)
                .filter(Objects::nonNull)
                .collect(Collectors.joining("."));
    }
}
