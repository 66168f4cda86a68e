package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.core.JsonPointer;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaException;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.ValidationMessage;

/** Checks that what an insight is to look like is a JSON Schema for an object, complete in itself. */
final class InsightSchemas {

    private final JsonSchemaFactory factory = JsonSchemaFactory.getInstance(VersionFlag.V202012);
    private final SchemaValidatorsConfig config =
            SchemaValidatorsConfig.builder().pathType(PathType.JSON_POINTER).build();
    private final JsonSchema metaSchema = factory.getSchema(SchemaLocation.of(SchemaId.V202012), config);

    /** @param pointer what has the key {@code insight}, as a JSON pointer into the document */
    void check(JsonNode document, String pointer, Violations violations) {
        JsonNode schema = document.at(pointer).path("insight").path("json_schema");
        if (schema.isObject()) {
            check(schema, violations, Paths.of(JsonPointer.compile(pointer)) + ".insight.json_schema");
        }
    }

    private void check(JsonNode schema, Violations violations, String path) {
        if (!schema.path("type").asText().equals("object")) {
            violations.add(path + ".type", schema.path("type"), "\"object\": an insight is a map");
        }
        boolean wellFormed = true;
        for (ValidationMessage message : metaSchema.validate(schema)) {
            wellFormed = false;
            violations.add(
                    Paths.of(path, message.getInstanceLocation()),
                    message.getInstanceNode(),
                    "what JSON Schema allows here (draft 2020-12)");
        }
        if (wellFormed && references(schema, path, violations)) {
            compile(schema, violations, path);
        }
    }

    /** Nothing is fetched to validate an insight. */
    private static boolean references(JsonNode node, String path, Violations violations) {
        boolean fine = true;
        if (node.isObject()) {
            for (var entry : node.properties()) {
                String below = Paths.key(path, entry.getKey());
                boolean outward =
                        entry.getKey().endsWith("$ref") || entry.getKey().equals("$dynamicRef");
                if (outward
                        && entry.getValue().isTextual()
                        && !entry.getValue().asText().startsWith("#")) {
                    violations.add(below, entry.getValue(), "a reference within the schema, such as #/$defs/price");
                    fine = false;
                }
                fine &= references(entry.getValue(), below, violations);
            }
        }
        for (int i = 0; node.isArray() && i < node.size(); i++) {
            fine &= references(node.get(i), Paths.index(path, i), violations);
        }
        return fine;
    }

    private void compile(JsonNode schema, Violations violations, String path) {
        try {
            factory.getSchema(schema, config).initializeValidators();
        } catch (JsonSchemaException e) {
            violations.add(path, schema, "a JSON Schema that can be used: " + Found.shortened(e.getMessage()));
        } catch (RuntimeException e) {
            // A pattern that does not compile, an unknown $schema: the validator has no one exception for these.
            violations.add(
                    path,
                    schema,
                    "a JSON Schema that can be used: "
                            + Found.shortened(String.valueOf(e.getMessage())
                                    .lines()
                                    .findFirst()
                                    .orElse("it cannot")));
        }
    }
}
