package dev.switchboard.mission.application;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.EventJson;
import org.junit.jupiter.api.Test;

class CanonicalJsonTest {

    @Test
    void spellsEqualDocumentsTheSame() throws JsonProcessingException {
        assertThat(canonical("{\"b\": [1.0, 2e1], \"a\": {\"y\": 0.50, \"x\": \"1\"}}"))
                .isEqualTo("{\"a\":{\"x\":\"1\",\"y\":0.5},\"b\":[1,20]}");
    }

    @Test
    void tellsTextFromNumberAndOrderFromOrder() throws JsonProcessingException {
        assertThat(canonical("[1,\"1\"]")).isNotEqualTo(canonical("[\"1\",1]"));
        assertThat(canonical("[1,2]")).isNotEqualTo(canonical("[2,1]"));
    }

    private static String canonical(String json) throws JsonProcessingException {
        return CanonicalJson.write(EventJson.mapper().readTree(json));
    }
}
