package dev.switchboard.events;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.contract.EventContract;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

class EventJsonTest {

    static Stream<Arguments> wrongFields() {
        return Stream.of(
                Arguments.of("/call_id", "\"17\"", "call_id"),
                Arguments.of("/call_id", "null", "call_id"),
                Arguments.of("/attempt", "null", "attempt"),
                Arguments.of("/attempt", "\"first\"", "attempt"),
                Arguments.of("/outcome", "\"hung_up\"", "outcome"),
                Arguments.of("/ended_at", "\"yesterday\"", "ended_at"),
                Arguments.of("/target", "[]", "target"),
                Arguments.of("/target/phone", "null", "target.phone"),
                Arguments.of("/target/phone", "{}", "target.phone"),
                Arguments.of("/insight/group_id", "null", "insight.group_id"));
    }

    @ParameterizedTest(name = "{0} = {1}")
    @MethodSource("wrongFields")
    void namesTheFieldThatIsWrong(String pointer, String value, String field) throws IOException {
        byte[] body = sampleWith(pointer, value);

        assertThatThrownBy(() -> EventJson.read(body, CallCompleted.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageStartingWith("CallCompleted: field " + field)
                .message()
                .hasLineCount(1);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{", "null", "[]", "17", "busy"})
    void refusesWhatIsNoObject(String body) {
        assertThatThrownBy(() -> EventJson.read(body.getBytes(StandardCharsets.UTF_8), CallCompleted.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessageContaining("CallCompleted");
    }

    @Test
    void refusesATombstone() {
        assertThatThrownBy(() -> EventJson.read(null, CallCompleted.class))
                .isInstanceOf(MalformedEventException.class)
                .hasMessage("no body, expected CallCompleted");
    }

    @Test
    void leavesAbsentFieldsOut() {
        CallCompleted busy = EventJson.read(EventContract.sample(Topic.CALL_COMPLETED, "busy"), CallCompleted.class);

        assertThat(EventJson.write(busy)).doesNotContain("null").doesNotContain("conversation_id");
    }

    private static byte[] sampleWith(String pointer, String value) throws IOException {
        ObjectNode body = (ObjectNode) EventJson.mapper().readTree(EventContract.sample(Topic.CALL_COMPLETED));
        int last = pointer.lastIndexOf('/');
        ObjectNode parent = (ObjectNode) body.at(pointer.substring(0, last));
        parent.set(pointer.substring(last + 1), EventJson.mapper().readTree(value));
        return EventJson.mapper().writeValueAsBytes(body);
    }
}
