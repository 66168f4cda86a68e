package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** The missions that take more than a morning: retries on the next business day, and calls in several stages. */
class ClassesIT {

    private static final double TIME_SCALE = 600;

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
    void comeOutAsTheyMustBesideEachOther() {
        // Given
        Scenario screening = Scenario.screening();
        Scenario booking = Scenario.booking();
        stack.stack().simulator().play(Scenario.playing(JsonNodeFactory.instance.objectNode(), screening, booking));
        // When
        UUID screened = stack.submit(screening);
        UUID booked = stack.submit(booking);
        JsonNode screenedResults = stack.resultsOf(screened);
        JsonNode bookedResults = stack.resultsOf(booked);
        // Then
        screening.expected().holds(screenedResults, stack.calls());
        booking.expected().holds(bookedResults, stack.calls());
    }
}
