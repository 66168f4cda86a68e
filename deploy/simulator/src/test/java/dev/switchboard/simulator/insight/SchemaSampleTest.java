package dev.switchboard.simulator.insight;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SpecVersion;
import dev.switchboard.simulator.state.Json;
import java.util.SplittableRandom;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class SchemaSampleTest {

    private static JsonNode json(String text) {
        try {
            return Json.MAPPER.readTree(text);
        } catch (JsonProcessingException e) {
            throw new IllegalArgumentException(e);
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"object\",\"properties\":{\"a\":{\"type\":\"integer\",\"minimum\":1,\"maximum\":5},\"b\":{\"type\":\"string\",\"enum\":[\"$\",\"$$\"]},\"c\":{\"type\":\"boolean\"}},\"required\":[\"a\",\"b\",\"c\"]}",
                "{\"type\":\"object\",\"required\":[\"x\"],\"properties\":{\"y\":{\"type\":\"object\",\"required\":[\"z\"],\"properties\":{\"z\":{\"type\":\"array\",\"items\":{\"type\":\"number\",\"exclusiveMinimum\":0,\"maximum\":1},\"minItems\":2,\"maxItems\":3}}}}}",
                "{\"type\":\"integer\",\"exclusiveMinimum\":3,\"exclusiveMaximum\":5}",
                "{\"type\":\"integer\",\"maximum\":-7}",
                "{\"type\":\"integer\",\"minimum\":10,\"maximum\":100,\"multipleOf\":25}",
                "{\"type\":\"number\",\"minimum\":0.5,\"maximum\":0.51}",
                "{\"type\":\"number\",\"maximum\":-3.5}",
                "{\"type\":[\"string\",\"null\"],\"minLength\":20,\"maxLength\":22}",
                "{\"type\":\"string\",\"maxLength\":3}",
                "{\"type\":\"array\",\"items\":{\"enum\":[1,2,3]},\"uniqueItems\":true,\"minItems\":3,\"maxItems\":3}",
                "{\"anyOf\":[{\"type\":\"string\"},{\"type\":\"integer\"}]}",
                "{\"allOf\":[{\"type\":\"object\",\"required\":[\"a\"]},{\"properties\":{\"a\":{\"type\":\"integer\"}}}]}",
                "{\"$ref\":\"#/$defs/n\",\"$defs\":{\"n\":{\"type\":\"object\",\"properties\":{\"v\":{\"const\":7}},\"required\":[\"v\"]}}}",
                "{\"type\":\"string\",\"format\":\"date-time\"}",
                "{\"properties\":{\"a\":{\"type\":\"null\"}}}",
                "{}"
            })
    void isValidUnderItsSchema(String text) {
        JsonNode schema = json(text);
        var validator =
                JsonSchemaFactory.getInstance(SpecVersion.VersionFlag.V202012).getSchema(schema);
        SplittableRandom random = new SplittableRandom(1);
        for (int i = 0; i < 50; i++) {
            JsonNode sample = SchemaSample.of(schema, random);
            assertThat(validator.validate(sample)).as("%s", sample).isEmpty();
        }
    }

    @Test
    void isTheSameForTheSameSeed() {
        JsonNode schema = json("{\"properties\":{\"a\":{\"type\":\"integer\"},\"b\":{\"type\":\"number\"},\"c\":{}}}");
        assertThat(SchemaSample.of(schema, new SplittableRandom(5)))
                .isEqualTo(SchemaSample.of(schema, new SplittableRandom(5)));
    }

    @Test
    void readsASchemaThatIsText() {
        JsonNode template = Json.object().put("json_schema", "{\"type\":\"integer\"}");
        assertThat(SchemaSample.schema(template)).isEqualTo(json("{\"type\":\"integer\"}"));
        assertThat(SchemaSample.schema(Json.object())).isNull();
        assertThat(SchemaSample.schema(Json.object().put("json_schema", ""))).isNull();
    }
}
