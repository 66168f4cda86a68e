package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import dev.switchboard.launcher.stack.Part;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Every service is killed in the middle of two missions, and nobody can tell by the outcome. */
class CrashIT {

    private static final double TIME_SCALE = 60;

    private RunningStack stack;

    @BeforeEach
    void start() {
        stack = RunningStack.at(TIME_SCALE);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void aKilledServiceChangesNothing() {
        // Given
        Scenario negotiation = Scenario.negotiation();
        Scenario sweep = Scenario.sweep();
        stack.stack().simulator().play(Scenario.playing(JsonNodeFactory.instance.objectNode(), negotiation, sweep));
        UUID negotiating = stack.submit(negotiation);
        UUID sweeping = stack.submit(sweep);
        // When
        Part.SERVICES.forEach(stack::crash);
        JsonNode negotiated = stack.resultsOf(negotiating);
        JsonNode swept = stack.resultsOf(sweeping);
        // Then
        negotiation.expected().holds(negotiated, stack.calls());
        sweep.expected().holds(swept, stack.calls());
    }
}
