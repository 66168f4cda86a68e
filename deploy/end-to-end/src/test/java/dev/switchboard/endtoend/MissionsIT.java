package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.chaos.Calls;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/**
 * The missions of this project come out as they must, whatever the line to the provider does. All on one stack: those
 * that go on the next business day wait beside the others. The order is for the time it takes alone; in any other the
 * results are the same. When the stack is closed, it leaves class archives, by which those after it, and
 * {@code deploy/run}, start the faster.
 */
@Order(1)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class MissionsIT {

    private static final double TIME_SCALE = 400;

    /** Monday 14:00 in Chicago, 12:00 in Los Angeles: late enough that the night is soon over. */
    private static final Instant AFTERNOON = Instant.parse("2026-03-02T20:00:00Z");

    private static final int VARIANTS = 9;
    private static final AtomicInteger NEXT_VARIANT = new AtomicInteger(1);
    private static final JsonNode NO_FAULTS = new ObjectMapper().createObjectNode();

    private static final Scenario SCREENING = Scenario.screening();
    private static final Scenario ROUNDS = Scenario.rounds();
    private static final Scenario BOOKING = Scenario.booking();

    @TempDir
    static Path folder;

    private static RunningStack stack;
    private static UUID screening;
    private static UUID rounds;

    @BeforeAll
    static void start() {
        // Booking and callbacks have the same phones: what is played with faults is played on others.
        List<Scenario> all = Stream.concat(
                        Stream.of(SCREENING, ROUNDS, BOOKING, Scenario.negotiation(), Scenario.sweep()),
                        IntStream.rangeClosed(1, VARIANTS)
                                .boxed()
                                .flatMap(variant -> Stream.of(
                                                Scenario.negotiation(),
                                                Scenario.sweep(),
                                                Scenario.callbacks(),
                                                Scenario.texts())
                                        .map(scenario -> scenario.onOtherPhones(variant))))
                .toList();
        stack = RunningStack.start(
                RunningStack.plan(Scenario.writeScript(folder.resolve("script.yaml"), all), TIME_SCALE)
                        .withStartAt(AFTERNOON)
                        .makingArchives());
        screening = stack.submit(SCREENING.mission());
        rounds = stack.submit(ROUNDS.mission());
    }

    @AfterEach
    void calm() {
        stack.stack().simulator().disturb(NO_FAULTS);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    @Test
    @Order(1)
    void undisturbed() {
        Scenario negotiation =
                Scenario.negotiation().inTheMorning(stack.stack().clock().instant());
        comeOutRight(BOOKING, negotiation, Scenario.sweep());
    }

    /** Together, so that they compete for the account's lines. */
    @ParameterizedTest(name = "{0}")
    @Order(2)
    @CsvSource(delimiter = '|', textBlock = """
                    webhooks twice                  | {"webhook_duplicate": 0.5}
                    webhooks late and out of order  | {"webhook_delay_secs": [0, 30]}
                    webhooks lost                   | {"webhook_drop": 0.1}
                    errors of the provider          | {"http_500": 0.1, "http_429": 0.1}
                    answers lost                    | {"accept_then_drop": 0.2}
                    everything at once              | {"webhook_duplicate": 0.2, "webhook_drop": 0.05, "webhook_delay_secs": [0, 30], "http_500": 0.02, "http_429": 0.02, "accept_then_drop": 0.05}
                    """)
    void withFaults(String what, String faults) throws IOException {
        int variant = NEXT_VARIANT.getAndIncrement();
        stack.stack().simulator().disturb(new ObjectMapper().readTree(faults));

        comeOutRight(played(Scenario.negotiation(), variant), Scenario.sweep().onOtherPhones(variant));
    }

    @ParameterizedTest(name = "{0}")
    @Order(3)
    @CsvSource(delimiter = '|', textBlock = """
                    undisturbed                     | {}
                    webhooks twice and late         | {"webhook_duplicate": 0.5, "webhook_delay_secs": [0, 5]}
                    errors and lost answers         | {"http_500": 0.02, "http_429": 0.02, "accept_then_drop": 0.05}
                    """)
    void dialledCallsAndTexts(String what, String faults) throws IOException {
        int variant = NEXT_VARIANT.getAndIncrement();
        stack.stack().simulator().disturb(new ObjectMapper().readTree(faults));

        comeOutRight(played(Scenario.callbacks(), variant), played(Scenario.texts(), variant));
    }

    @Test
    @Order(4)
    void screeningTriesAMachineAgainOnTheNextBusinessDay() {
        SCREENING.expected().holds(stack.resultsOf(screening), stack.calls());
    }

    @Test
    @Order(5)
    void nobodyAdvancesBeforeAPersonHasDecided() {
        JsonNode results = stack.resultsOf(rounds);

        ROUNDS.expected().holds(results, stack.calls());
        JsonNode approval = stack.stack().simulator().approvals().at("/approvals/0");
        assertThat(approval.path("by").asText()).isEqualTo("dana");
        Instant decided = Instant.parse(approval.path("answered_at").asText());
        Set<String> calledAfterwards = stack.calls().to(ROUNDS.expected().phones()).calls().stream()
                .filter(call -> call.started().isAfter(decided))
                .map(Calls.Call::to)
                .collect(Collectors.toSet());
        assertThat(calledAfterwards)
                .isEqualTo(ROUNDS.phonesOf(ROUNDS.expected().document().path("approved_shortlist")));
    }

    private static Scenario played(Scenario scenario, int variant) {
        return scenario.onOtherPhones(variant)
                .inTheMorning(stack.stack().clock().instant());
    }

    private static void comeOutRight(Scenario... beside) {
        List<UUID> runs = Stream.of(beside)
                .map(scenario -> stack.submit(scenario.mission()))
                .toList();
        List<JsonNode> results = runs.stream().map(stack::resultsOf).toList();
        for (int i = 0; i < beside.length; i++) {
            beside[i].expected().holds(results.get(i), stack.calls());
        }
    }
}
