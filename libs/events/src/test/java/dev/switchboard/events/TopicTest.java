package dev.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class TopicTest {

    @ParameterizedTest
    @EnumSource(Topic.class)
    void isFoundByItsName(Topic topic) {
        assertThat(Topic.named(topic.topicName())).isEqualTo(topic);
        assertThat(topic.eventType()).isEqualTo(topic.topicName() + ".v1");
        assertThat(topic.deadLetters()).isEqualTo(topic.topicName() + ".dlq");
    }

    @Test
    void refusesANameOutsideTheContract() {
        assertThatThrownBy(() -> Topic.named("call.ringing"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("topic 'call.ringing': expected one of");
    }

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void outcomesAreFoundByTheirWord(Outcome outcome) {
        assertThat(Outcome.of(outcome.word())).contains(outcome);
        assertThat(EventJson.write(outcome)).isEqualTo('"' + outcome.word() + '"');
    }
}
