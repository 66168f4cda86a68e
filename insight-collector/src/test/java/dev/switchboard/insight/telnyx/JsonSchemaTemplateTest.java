package dev.switchboard.insight.telnyx;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.insight.domain.Template;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class JsonSchemaTemplateTest {

    private static final String QUOTE = """
            {"type": "object", "required": ["quote"], "properties": {
              "quote": {"type": "number", "minimum": 1},
              "size": {"enum": ["small", "large"]},
              "dishes": {"type": "array", "items": {"type": "string"}}}}
            """;

    @Test
    void saysPathValueAndExpectation() {
        Template template = compile(json(QUOTE));

        assertThat(template.violations(Map.of("quote", 62))).isEmpty();
        assertThat(template.violations(Map.of("quote", "about sixty")))
                .containsExactly("/quote: 'about sixty', string found, number expected");
        assertThat(template.violations(Map.of("quote", 0)))
                .containsExactly("/quote: 0, must have a minimum value of 1");
        assertThat(template.violations(Map.of())).containsExactly("/quote: absent, expected a value");
        assertThat(template.violations(Map.of("quote", 62, "size", "huge", "dishes", List.of("soup", 2))))
                .containsExactly(
                        "/dishes/1: 2, integer found, string expected",
                        "/size: 'huge', does not have a value in the enumeration [\"small\", \"large\"]");
    }

    @Test
    void readsASchemaGivenAsText() {
        Template template = compile(TextNode.valueOf(QUOTE));

        assertThat(template.schema()).containsEntry("required", List.of("quote"));
        assertThat(template.violations(Map.of("quote", "sixty"))).hasSize(1);
    }

    @Test
    void cutsLongValues() {
        assertThat(compile(json(QUOTE)).violations(Map.of("quote", "x".repeat(500))))
                .singleElement()
                .asString()
                .hasSizeLessThan(120);
    }

    @Test
    void withoutASchemaEverythingIsValid() {
        assertThat(compile(MissingNode.getInstance()).violations(Map.of("any", "thing")))
                .isEmpty();
        assertThat(compile(TextNode.valueOf(" ")).violations(Map.of("any", "thing")))
                .isEmpty();
        assertThat(compile(json("null")).violations(Map.of("any", "thing"))).isEmpty();
        assertThat(compile(json("{}")).violations(Map.of("any", "thing"))).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\": \"objekt\"}",
                "{\"type\": \"object\", \"required\": \"quote\"}",
                "{\"type\": \"object\", \"properties\": []}",
                "{\"$ref\": \"https://example.com/elsewhere.json\"}",
                "{\"properties\": {\"quote\": {\"$ref\": \"#/$defs/missing\"}}}",
                "[1, 2]",
                "17"
            })
    void nothingIsValidAgainstABrokenSchema(String schema) {
        assertThat(compile(json(schema)).violations(Map.of("quote", 62)))
                .singleElement()
                .asString()
                .startsWith("the JSON Schema of insight template template-1 is invalid: ")
                .hasLineCount(1);
    }

    @Test
    void textThatIsNoJsonIsABrokenSchema() {
        assertThat(compile(TextNode.valueOf("{quote")).violations(Map.of("quote", 62)))
                .containsExactly("the JSON Schema of insight template template-1 is invalid: it is not a JSON object");
    }

    @Test
    void speaksTheDraftThatTheSchemaNames() {
        Template draft7 = compile(json("""
                {"$schema": "http://json-schema.org/draft-07/schema#", "type": "object",
                 "properties": {"pair": {"type": "array", "items": [{"type": "number"}, {"type": "string"}]}}}
                """));

        assertThat(draft7.violations(Map.of("pair", List.of(1, "a")))).isEmpty();
        assertThat(draft7.violations(Map.of("pair", List.of("a", 1)))).hasSize(2);
    }

    private static Template compile(JsonNode schema) {
        return JsonSchemaTemplate.compile("template-1", schema);
    }

    private static JsonNode json(String text) {
        try {
            return EventJson.mapper().readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }
}
