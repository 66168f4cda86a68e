package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.networknt.schema.JsonSchema;
import com.networknt.schema.JsonSchemaFactory;
import com.networknt.schema.SchemaId;
import com.networknt.schema.SchemaLocation;
import com.networknt.schema.SpecVersion.VersionFlag;
import java.io.InputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class PublishedSchemaTest {

    private static final JsonSchemaFactory FACTORY = JsonSchemaFactory.getInstance(VersionFlag.V202012);

    @Test
    void isAJsonSchema() throws Exception {
        assertThat(FACTORY.getSchema(SchemaLocation.of(SchemaId.V202012)).validate(published()))
                .isEmpty();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather-sweep.yaml",
                "catering-negotiation.yaml",
                "restaurant-screening.yaml",
                "vendor-rounds.yaml",
                "restaurant-booking.yaml"
            })
    void acceptsEveryAcceptanceMission(String name) throws Exception {
        JsonNode mission = YamlText.tree(MissionTexts.acceptance(name));

        assertThat(FACTORY.getSchema(published()).validate(mission)).isEmpty();
    }

    @Test
    void tiesKeysToClasses() throws Exception {
        JsonSchema schema = FACTORY.getSchema(published());

        assertThat(schema.validate(YamlText.tree(MissionTexts.SWEEP))).isEmpty();
        assertThat(schema.validate(YamlText.tree(MissionTexts.NEGOTIATION))).isNotEmpty();
        assertThat(schema.validate(YamlText.tree(MissionTexts.SWEEP + "rounds: []")))
                .isNotEmpty();
    }

    private static JsonNode published() throws Exception {
        try (InputStream json = PublishedSchemaTest.class.getResourceAsStream("/mission-file.schema.json")) {
            return new ObjectMapper().readTree(json);
        }
    }
}
