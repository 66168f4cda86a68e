package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class TextTemplateTest {

    private static final String TEXTS = """
            name: Appointments
            class: sweep
            assistant: assistant-1
            channel: sms_chat
            text: "Hello {{ person }}, does {{day}} suit you?"
            variables: {day: Friday}
            targets:
              - {name: Ann, phone: "+13125550101", variables: {person: Ann $1}}
              - {name: Bob, phone: "+13125550102"%s}
            """;

    @Test
    void fillsInWhatItIsGiven() {
        assertThat(new TextTemplate("Hello {{ person }}, {{day}}?")
                        .filledWith(Map.of("person", "Ann $1", "day", "Friday")))
                .isEqualTo("Hello Ann $1, Friday?");
        assertThat(new TextTemplate("{{a}}{{b}}{{a}}").variables()).containsExactly("a", "b");
    }

    @Test
    void acceptsAMissionOfTexts() {
        MissionFile file = MissionTexts.read(TEXTS.formatted(", variables: {person: Bob}"))
                .file()
                .orElseThrow();

        assertThat(file.reach())
                .isEqualTo(new Reach(
                        "sms_chat", Optional.of("Hello {{ person }}, does {{day}} suit you?"), Optional.empty()));
    }

    @Test
    void refusesATextThatWouldHaveAGap() {
        List<Violation> problems = MissionTexts.read(TEXTS.formatted("")).problems();

        assertThat(problems)
                .containsExactly(new Violation(
                        "$.text",
                        "\"Hello {{ person }}, does {{day}} suit you?\"",
                        "only variables that every target has; 'person' has no value for 'Bob'"));
    }
}
