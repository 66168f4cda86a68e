package dev.switchboard.insight.telnyx;

import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.PathType;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SchemaValidatorsConfig;
import com.networknt.schema.SpecVersion.VersionFlag;
import com.networknt.schema.SpecVersionDetector;
import com.networknt.schema.ValidationMessage;
import com.networknt.schema.resource.DisallowSchemaLoader;
import dev.switchboard.events.EventJson;
import dev.switchboard.insight.domain.Template;
import dev.switchboard.insight.wire.InsightResults;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** A template's JSON Schema, compiled. Never loads anything that the schema refers to outside of itself. */
final class JsonSchemaTemplate implements Template {

    private static final int LONGEST_VALUE = 60;
    private static final int MOST_VIOLATIONS = 20;
    private static final SchemaValidatorsConfig CONFIG = SchemaValidatorsConfig.builder()
            .pathType(PathType.JSON_POINTER)
            .locale(java.util.Locale.ROOT)
            .build();

    private final Map<String, Object> fields;
    private final JsonSchema schema;

    private JsonSchemaTemplate(Map<String, Object> fields, JsonSchema schema) {
        this.fields = fields;
        this.schema = schema;
    }

    /**
     * The template with this {@code json_schema}, an object or its text (contract, section 3). Without one, every
     * insight is valid; with one that is no JSON Schema, none is, and the violation says so.
     */
    static Template compile(String templateId, JsonNode jsonSchema) {
        if (isAbsent(jsonSchema)) {
            return new AnythingGoes();
        }
        return InsightResults.fields(jsonSchema)
                .map(fields -> compile(templateId, fields))
                .orElseGet(() -> broken(templateId, "it is not a JSON object"));
    }

    private static Template compile(String templateId, Map<String, Object> fields) {
        JsonNode node = EventJson.mapper().valueToTree(fields);
        try {
            VersionFlag version = version(node);
            Optional<String> fault = fault(version, node);
            if (fault.isPresent()) {
                return broken(templateId, fault.get());
            }
            JsonSchema schema = closed(version).getSchema(node, CONFIG);
            schema.initializeValidators();
            JsonSchemaTemplate template = new JsonSchemaTemplate(fields, schema);
            // The first validation loads classes; better now than on the way of a webhook.
            template.violations(Map.of());
            return template;
        } catch (RuntimeException e) {
            return broken(templateId, firstLine(e));
        }
    }

    private static VersionFlag version(JsonNode node) {
        return SpecVersionDetector.detectOptionalVersion(node, false).orElse(VersionFlag.V202012);
    }

    private static JsonSchemaFactory closed(VersionFlag version) {
        return JsonSchemaFactory.getInstance(
                version, builder -> builder.schemaLoaders(loaders -> loaders.add(DisallowSchemaLoader.getInstance())));
    }

    private static Optional<String> fault(VersionFlag version, JsonNode node) {
        JsonSchema meta = JsonSchemaFactory.getInstance(version).getSchema(SchemaLocation.of(version.getId()), CONFIG);
        return meta.validate(node).stream()
                .map(JsonSchemaTemplate::line)
                .sorted()
                .findFirst();
    }

    private static Template broken(String templateId, String reason) {
        return Template.unusable("the JSON Schema of insight template " + templateId + " is invalid: " + reason);
    }

    private static boolean isAbsent(JsonNode jsonSchema) {
        return jsonSchema.isMissingNode()
                || jsonSchema.isNull()
                || (jsonSchema.isTextual() && jsonSchema.asText().isBlank());
    }

    private static String firstLine(RuntimeException e) {
        return String.valueOf(e.getMessage()).lines().findFirst().orElse("");
    }

    @Override
    public Map<String, Object> schema() {
        return fields;
    }

    @Override
    public List<String> violations(Map<String, Object> insight) {
        Collection<ValidationMessage> violations =
                schema.validate(EventJson.mapper().valueToTree(insight));
        return violations.stream()
                .map(JsonSchemaTemplate::line)
                .sorted()
                .limit(MOST_VIOLATIONS)
                .toList();
    }

    /** {@code /per_person: 'about 62', string found, number expected}. */
    private static String line(ValidationMessage violation) {
        String at = violation.getInstanceLocation().toString();
        String message = violation.getMessage();
        String expectation = message.startsWith(at + ": ") ? message.substring(at.length() + 2) : message;
        String path = at.isEmpty() || at.equals("/") ? "(whole)" : at;
        if (violation.getType().equals("required")) {
            return (path.equals("(whole)") ? "" : path) + "/" + violation.getProperty() + ": absent, expected a value";
        }
        return path + ": " + shown(violation.getInstanceNode()) + ", " + expectation.replace('\n', ' ');
    }

    private static String shown(JsonNode value) {
        if (value == null) {
            return "absent";
        }
        String text = value.isTextual() ? "'" + value.asText() + "'" : value.toString();
        String line = text.replace('\n', ' ');
        return line.length() <= LONGEST_VALUE ? line : line.substring(0, LONGEST_VALUE) + "…";
    }

    /** A template without a schema. */
    private record AnythingGoes() implements Template {

        @Override
        public Map<String, Object> schema() {
            return Map.of();
        }

        @Override
        public List<String> violations(Map<String, Object> insight) {
            return List.of();
        }
    }
}
