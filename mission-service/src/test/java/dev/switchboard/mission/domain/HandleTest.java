package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class HandleTest {

    @ParameterizedTest
    @CsvSource({
        "Corporate catering quotes, corporate-catering-quotes",
        "'  Ember & Oak!  ', ember-oak",
        "Café Zürich, cafe-zurich",
        "東京, mission",
        "a-----b, a-b",
        "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx yyyyy,"
                + "xxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxxx"
    })
    void isTheSlugOfTheName(String name, String slug) {
        assertThat(Handle.of(name)).hasToString(slug);
    }
}
