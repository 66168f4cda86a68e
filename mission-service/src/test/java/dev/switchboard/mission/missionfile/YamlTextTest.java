package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class YamlTextTest {

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            no | "no"
            on | "on"
            09:00 | "09:00"
            12:30:45 | "12:30:45"
            2026-03-02 | "2026-03-02"
            007 | "007"
            0x1F | "0x1F"
            1_000 | "1_000"
            +13125550101 | "+13125550101"
            .5 | ".5"
            .inf | ".inf"
            1e999 | "1e999"
            NaN | "NaN"
            true | true
            False | false
            null | null
            ~ | null
            0 | 0
            -12 | -12
            2.50 | 2.5
            1.0e3 | 1000.0
            12345678901234567890 | 12345678901234567890
            "12" | "12"
            """)
    void readsPlainScalarsAsJsonWould(String scalar, String json) throws Exception {
        assertThat(YamlText.tree("value: " + scalar).path("value").toString())
                .isEqualTo(new ObjectMapper().readTree(json).toString());
    }

    @Test
    void keepsKeysAsText() throws Exception {
        assertThat(YamlText.tree("{on: 1, 2: 2, null: 3}").toString()).isEqualTo("{\"on\":1,\"2\":2,\"null\":3}");
    }

    @Test
    void followsAliases() throws Exception {
        assertThat(YamlText.tree("a: &x {b: 1}\nc: *x\n").toString()).isEqualTo("{\"a\":{\"b\":1},\"c\":{\"b\":1}}");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a: &x [*x]",
                "&x {a: *x}",
                "a: *nowhere",
                "a: b: c",
                "- a\nb: c",
                "\t- a",
                "a\u0000b",
                "--- 1\n--- 2"
            })
    void refusesInOneLine(String text) {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> YamlText.tree(text))
                .satisfies(refusal -> assertThat(refusal.violation().expectation())
                        .startsWith("YAML")
                        .doesNotContain("\n"));
    }

    @Test
    void boundsWhatAliasesMultiply() {
        StringBuilder bomb = new StringBuilder("a0: &a0 [x, x, x, x, x, x, x, x, x]\n");
        for (int level = 1; level < 12; level++) {
            String below = "*a" + (level - 1);
            bomb.append(
                    "a" + level + ": &a" + level + " [" + below + ", " + below + ", " + below + ", " + below + "]\n");
        }

        assertThatExceptionOfType(UnreadableException.class).isThrownBy(() -> YamlText.tree(bomb.toString()));
    }

    @Test
    void refusesMoreThanMemoryHoldsBeforeItKeepsAnyOfIt() {
        String many = "targets: [" + "a, ".repeat(300_000) + "a]";

        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> YamlText.tree(many))
                .satisfies(refusal -> assertThat(refusal.violation().expectation())
                        .contains("more than 300000 keys and values; give many targets as CSV"));
    }

    @Test
    void boundsNesting() {
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> YamlText.tree("[".repeat(10_000) + "]".repeat(10_000)));
        assertThatExceptionOfType(UnreadableException.class)
                .isThrownBy(() -> JsonText.tree("{\"a\":".repeat(10_000) + "1" + "}".repeat(10_000)));
    }

    @Test
    void boundsItsLength() {
        String tooLong = "#" + "x".repeat(Texts.MAX_LENGTH);

        assertThat(MissionTexts.read(tooLong).problems())
                .containsExactly(new Violation("$", "33554433 characters", "at most 33554432 characters"));
    }
}
