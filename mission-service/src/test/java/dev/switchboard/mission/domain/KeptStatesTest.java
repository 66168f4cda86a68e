package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.PropertyNamingStrategies;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.datatype.jdk8.Jdk8Module;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** States survive being kept as JSON, absent values left out. */
class KeptStatesTest {

    private static final ObjectMapper JSON = JsonMapper.builder()
            .addModule(new Jdk8Module())
            .propertyNamingStrategy(PropertyNamingStrategies.SNAKE_CASE)
            .defaultPropertyInclusion(
                    JsonInclude.Value.construct(JsonInclude.Include.NON_ABSENT, JsonInclude.Include.ALWAYS))
            .build();

    @Test
    void ofATarget() throws Exception {
        TargetProgress talked = Facts.after(
                Facts.scheduled(1), Facts.talked(1, 95), Facts.insight(1, InsightStatus.INVALID), Facts.scheduled(2));

        assertThat(JSON.readValue(JSON.writeValueAsString(talked), TargetProgress.class))
                .isEqualTo(talked);
        assertThat(JSON.readValue(JSON.writeValueAsString(TargetProgress.UNTOUCHED), TargetProgress.class))
                .isEqualTo(TargetProgress.UNTOUCHED);
    }

    @Test
    void ofTheBestResult() throws Exception {
        Target target =
                new Target("Lakefront", "+13125550101", Optional.empty(), 2, Optional.of(0.5), Map.of("party", "6"));
        Best best = new Best(target, Map.of("per_person", 62, "dessert", true), 62);

        assertThat(JSON.readValue(JSON.writeValueAsString(best), Best.class)).isEqualTo(best);
        assertThat(JSON.readTree(JSON.writeValueAsString(best))
                        .at("/insight/per_person")
                        .asInt())
                .isEqualTo(62);
    }
}
