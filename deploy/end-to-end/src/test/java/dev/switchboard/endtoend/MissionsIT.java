package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The missions of this project come out as they must, whatever the line to the provider does. */
class MissionsIT {

    private static final double TIME_SCALE = 300;
    private static final AtomicInteger VARIANTS = new AtomicInteger();

    private static RunningStack stack;

    @BeforeAll
    static void start() {
        stack = RunningStack.makingArchivesAt(TIME_SCALE);
    }

    @AfterAll
    static void stop() {
        stack.close();
    }

    @Test
    void undisturbed() throws IOException {
        bothComeOutRight("{}");
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    webhooks twice                  | {"webhook_duplicate": 0.5}
                    webhooks late and out of order  | {"webhook_delay_secs": [0, 30]}
                    webhooks lost                   | {"webhook_drop": 0.1}
                    errors of the provider          | {"http_500": 0.1, "http_429": 0.1}
                    answers lost                    | {"accept_then_drop": 0.2}
                    everything at once              | {"webhook_duplicate": 0.2, "webhook_drop": 0.05, "webhook_delay_secs": [0, 30], "http_500": 0.02, "http_429": 0.02, "accept_then_drop": 0.05}
                    """)
    void withFaults(String what, String faults) throws IOException {
        bothComeOutRight(faults);
    }

    @ParameterizedTest(name = "{0}")
    @CsvSource(delimiter = '|', textBlock = """
                    undisturbed                     | {}
                    webhooks twice and late         | {"webhook_duplicate": 0.5, "webhook_delay_secs": [0, 5]}
                    errors and lost answers         | {"http_500": 0.02, "http_429": 0.02, "accept_then_drop": 0.05}
                    """)
    void dialledCallsAndTexts(String what, String faults) throws IOException {
        // Given
        int variant = VARIANTS.getAndIncrement();
        Instant now = stack.stack().clock().instant();
        Scenario callbacks = Scenario.callbacks().onOtherPhones(variant).inTheMorning(now);
        Scenario texts = Scenario.texts().onOtherPhones(variant).inTheMorning(now);
        stack.stack().simulator().play(Scenario.playing(new ObjectMapper().readTree(faults), callbacks, texts));
        // When
        UUID calling = stack.submit(callbacks);
        UUID texting = stack.submit(texts);
        JsonNode called = stack.resultsOf(calling);
        JsonNode texted = stack.resultsOf(texting);
        // Then
        callbacks.expected().holds(called, stack.calls());
        texts.expected().holds(texted, stack.calls());
    }

    /** Together, so that they compete for the account's lines. */
    private void bothComeOutRight(String faults) throws IOException {
        // Given
        JsonNode goesWrong = new ObjectMapper().readTree(faults);
        int variant = VARIANTS.getAndIncrement();
        Scenario negotiation = Scenario.negotiation()
                .onOtherPhones(variant)
                .inTheMorning(stack.stack().clock().instant());
        Scenario sweep = Scenario.sweep().onOtherPhones(variant);
        stack.stack().simulator().play(Scenario.playing(goesWrong, negotiation, sweep));
        // When
        UUID negotiating = stack.submit(negotiation);
        UUID sweeping = stack.submit(sweep);
        JsonNode negotiated = stack.resultsOf(negotiating);
        JsonNode swept = stack.resultsOf(sweeping);
        // Then
        negotiation.expected().holds(negotiated, stack.calls());
        sweep.expected().holds(swept, stack.calls());
    }
}
