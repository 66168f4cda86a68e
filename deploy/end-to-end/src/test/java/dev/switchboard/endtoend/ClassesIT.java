package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import java.nio.file.Path;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The missions that take more than a morning: retries on the next business day, and calls in several stages. */
class ClassesIT {

    private static final double TIME_SCALE = 600;

    private final Scenario screening = Scenario.screening();
    private final Scenario booking = Scenario.booking();
    private final Scenario rounds = Scenario.rounds();

    @TempDir
    Path folder;

    private RunningStack stack;

    @BeforeEach
    void start() {
        Path script = Scenario.writeScript(folder.resolve("script.yaml"), screening, booking, rounds);
        stack = RunningStack.playing(script, TIME_SCALE);
    }

    @AfterEach
    void stop() {
        stack.close();
    }

    @Test
    void comeOutAsTheyMustBesideEachOther() {
        // When
        UUID screened = stack.submit(screening);
        UUID booked = stack.submit(booking);
        UUID advanced = stack.submit(rounds);
        JsonNode screenedResults = stack.resultsOf(screened);
        JsonNode bookedResults = stack.resultsOf(booked);
        JsonNode advancedResults = stack.resultsOf(advanced);
        // Then
        screening.expected().holds(screenedResults, stack.calls());
        booking.expected().holds(bookedResults, stack.calls());
        rounds.expected().holds(advancedResults, stack.calls());
        assertThat(stack.stack().simulator().approvals().at("/approvals/0/by").asText())
                .as("who decided, in the channel")
                .isEqualTo("dana");
    }
}
