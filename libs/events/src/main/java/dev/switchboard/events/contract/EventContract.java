package dev.switchboard.events.contract;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The files of the public contract: a schema and samples per topic, and one AsyncAPI document. Producers and consumers
 * test against the same samples, so that neither can drift from the other.
 */
public final class EventContract {

    private static final String SAMPLES = "/contract/samples/";

    private EventContract() {}

    /** The body of a typical event. */
    public static byte[] sample(Topic topic) {
        return bytes(SAMPLES + topic.topicName() + ".json");
    }

    /**
     * The body of one of the topic's {@link #variants}, such as {@code busy}.
     *
     * @throws IllegalArgumentException if there is none of that name
     */
    public static byte[] sample(Topic topic, String variant) {
        List<String> known = variantNames(topic);
        if (!known.contains(variant)) {
            throw new IllegalArgumentException(topic.topicName() + " has no sample '" + variant + "', only " + known);
        }
        return bytes(SAMPLES + topic.topicName() + "." + variant + ".json");
    }

    /** Further bodies by their names, without the typical one. */
    public static Map<String, byte[]> variants(Topic topic) {
        Map<String, byte[]> variants = new LinkedHashMap<>();
        variantNames(topic).forEach(name -> variants.put(name, sample(topic, name)));
        return variants;
    }

    /** The JSON Schema (draft 2020-12) of the body, as text. */
    public static String schema(Topic topic) {
        return text("/contract/schemas/" + topic.topicName() + ".schema.json");
    }

    /** The AsyncAPI 3 document, YAML. Its references to schemas are relative to {@code /contract}. */
    public static String asyncApi() {
        return text("/contract/asyncapi.yaml");
    }

    /**
     * What in a body breaks its topic's schema, one line per violation; empty if it keeps the contract. Needs
     * {@code com.networknt:json-schema-validator} on the class path; meant for tests.
     */
    public static List<String> violations(Topic topic, byte[] json) {
        return SchemaCheck.violations(schema(topic), json);
    }

    private static List<String> variantNames(Topic topic) {
        JsonNode names = read(bytes(SAMPLES + "variants.json")).path(topic.topicName());
        return EventJson.mapper().convertValue(names, new TypeReference<>() {});
    }

    private static JsonNode read(byte[] json) {
        try {
            return EventJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String text(String path) {
        return new String(bytes(path), StandardCharsets.UTF_8);
    }

    private static byte[] bytes(String path) {
        try (InputStream file = EventContract.class.getResourceAsStream(path)) {
            if (file == null) {
                throw new IllegalStateException("not in the contract: " + path);
            }
            return file.readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(path, e);
        }
    }
}
