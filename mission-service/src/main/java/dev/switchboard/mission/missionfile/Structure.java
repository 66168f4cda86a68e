package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/** Checks a mission file against its published JSON Schema and says in plain words what is wrong. */
final class Structure {

    private static final String RESOURCE = "/mission-file.schema.json";

    private final JsonNode schemaTree;
    private final JsonSchema schema;

    Structure() {
        schemaTree = resource();
        schema = JsonSchemaFactory.getInstance(VersionFlag.V202012)
                .getSchema(
                        SchemaLocation.of(schemaTree.path("$id").asText()),
                        schemaTree,
                        SchemaValidatorsConfig.builder()
                                .pathType(PathType.JSON_POINTER)
                                .locale(Locale.ROOT)
                                .build());
        schema.initializeValidators();
    }

    private static JsonNode resource() {
        try (InputStream json = Structure.class.getResourceAsStream(RESOURCE)) {
            return new ObjectMapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(RESOURCE + " is not readable", e);
        }
    }

    void check(JsonNode document, Violations violations) {
        schema.validate(document).stream()
                .filter(message -> !isClassRule(message))
                .forEach(message -> report(message, document, violations));
    }

    /** Which keys belong to which class is said better by {@link ClassRules}. */
    private static boolean isClassRule(ValidationMessage message) {
        return message.getEvaluationPath().getNameCount() > 0
                && "allOf".equals(message.getEvaluationPath().getElement(0));
    }

    private void report(ValidationMessage message, JsonNode document, Violations violations) {
        String path = Paths.of(message.getInstanceLocation());
        JsonNode found = message.getInstanceNode();
        JsonNode rules = rules(message);
        String key = message.getProperty();
        switch (message.getType()) {
            case "required" ->
                violations.add(
                        Paths.key(path, key),
                        null,
                        describe(rules.path("properties").path(key)) + " (required)");
            case "additionalProperties" ->
                violations.add(
                        Paths.key(path, key),
                        found.path(key),
                        Suggestions.knownKey(key, keys(rules.path("properties"))));
            default -> violations.add(path, found, expectation(message.getType(), rules));
        }
    }

    /** The schema that holds the keyword that failed. */
    private JsonNode rules(ValidationMessage message) {
        String pointer = message.getSchemaLocation().getFragment().toString();
        int last = pointer.lastIndexOf('/');
        return schemaTree.at(last <= 0 ? "" : pointer.substring(0, last));
    }

    private String expectation(String keyword, JsonNode rules) {
        JsonNode limit = rules.path(keyword);
        return switch (keyword) {
            case "enum" -> "one of " + list(limit);
            case "minimum" -> "at least " + limit.asText();
            case "maximum" -> "at most " + limit.asText();
            case "exclusiveMinimum" -> "more than " + limit.asText();
            case "minLength" -> "text that is not empty";
            case "maxLength" -> "at most " + limit.asText() + " characters";
            case "minItems" -> "at least " + limit.asText() + " entry";
            case "maxItems" -> "at most " + limit.asText() + " entries";
            case "uniqueItems" -> "no entry twice";
            case "propertyNames" -> "keys that are not empty";
            default -> describe(rules);
        };
    }

    /** {@code text: an E.164 number such as "+13125550101"}; descriptions that name the thing say what it looks like. */
    private String describe(JsonNode given) {
        JsonNode rules =
                given.has("$ref") ? schemaTree.at(given.path("$ref").asText().substring(1)) : given;
        String types = types(rules.path("type"));
        if (rules.has("enum")) {
            return "one of " + list(rules.path("enum"));
        }
        String description = rules.path("description").asText();
        return description.startsWith("a ") || description.startsWith("an ") ? types + ": " + description : types;
    }

    private static String types(JsonNode type) {
        return type.isArray()
                ? StreamSupport.stream(type.spliterator(), false)
                        .map(one -> word(one.asText()))
                        .collect(Collectors.joining(" or "))
                : word(type.asText());
    }

    private static String word(String type) {
        return switch (type) {
            case "string" -> "text";
            case "integer" -> "a whole number";
            case "number" -> "a number";
            case "boolean" -> "true or false";
            case "array" -> "a list";
            case "object" -> "a map";
            default -> "a value";
        };
    }

    private static String list(JsonNode words) {
        return StreamSupport.stream(words.spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.joining(", "));
    }

    private static List<String> keys(JsonNode properties) {
        List<String> keys = new ArrayList<>();
        properties.fieldNames().forEachRemaining(keys::add);
        return keys;
    }
}
