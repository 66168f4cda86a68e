package dev.switchboard.insight.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

class ConversationNameTest {

    static Stream<Arguments> headlines() {
        return Stream.of(
                Arguments.of(List.of("quote"), Map.of("quote", 62), ", 62"),
                Arguments.of(List.of("quote"), Map.of("quote", 62.0), ", 62"),
                Arguments.of(List.of("quote"), Map.of("quote", 62.50), ", 62.5"),
                Arguments.of(List.of("quote"), Map.of("quote", new BigDecimal("1E+3")), ", 1000"),
                Arguments.of(List.of("quote"), Map.of("quote", 1.0E-7), ", 0.0000001"),
                Arguments.of(
                        List.of("company", "score", "quote"), Map.of("company", "X", "score", 9, "quote", 62), ", 9"),
                Arguments.of(List.of("free", "company"), Map.of("free", true, "company", "X"), ", true"),
                Arguments.of(List.of("company"), Map.of("company", " Chicago Grill "), ", Chicago Grill"),
                Arguments.of(List.of("company", "city"), Map.of("company", "  ", "city", "Chicago"), ", Chicago"),
                Arguments.of(List.of("dishes", "city"), Map.of("dishes", List.of(1), "city", "Chicago"), ", Chicago"),
                Arguments.of(List.of(), Map.of("quote", 62), ""),
                Arguments.of(List.of("quote"), Map.of(), ""));
    }

    @ParameterizedTest
    @MethodSource("headlines")
    void headlineIsTheFirstRequiredNumberOrElseValue(
            List<String> required, Map<String, Object> insight, String headline) {
        assertThat(ConversationName.of(2, "Chicago Grill Co", Map.of("required", required), insight))
                .isEqualTo("Call 2: Chicago Grill Co" + headline);
    }

    @Test
    void needsNoSchema() {
        assertThat(ConversationName.of(1, "Lakeside", Map.of(), Map.of("quote", 62)))
                .isEqualTo("Call 1: Lakeside");
        assertThat(ConversationName.of(1, "Lakeside", Map.of("required", "quote"), Map.of("quote", 62)))
                .isEqualTo("Call 1: Lakeside");
    }

    @Test
    void cutsALongHeadline() {
        Map<String, Object> schema = Map.of("required", List.of("notes"));

        assertThat(ConversationName.of(1, "A", schema, Map.of("notes", "x".repeat(60))))
                .isEqualTo("Call 1: A, " + "x".repeat(60));
        assertThat(ConversationName.of(1, "A", schema, Map.of("notes", "x".repeat(61))))
                .isEqualTo("Call 1: A, " + "x".repeat(59) + "…");
        assertThat(ConversationName.of(1, "A", schema, Map.of("notes", "😀".repeat(61))))
                .isEqualTo("Call 1: A, " + "😀".repeat(59) + "…");
    }
}
