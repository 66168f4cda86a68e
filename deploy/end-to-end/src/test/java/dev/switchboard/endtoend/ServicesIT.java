package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.switchboard.launcher.stack.ApiKey;
import dev.switchboard.launcher.stack.Part;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Nested;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.api.parallel.Execution;
import org.junit.jupiter.api.parallel.ExecutionMode;

/**
 * What services do that have all been killed once, in the middle of two missions: those missions, and beside them, since
 * all of it waits for calls most of the time, everything that other systems and people do.
 */
@Order(3)
class ServicesIT {

    /** Slow enough that a call of half an hour can be acted on, quick enough for calls that wait for their window. */
    private static final double TIME_SCALE = 60;

    /** What Telnyx wants; in this time the gateway hears of a call. */
    private static final String LEAD_OF_PRODUCTION = "PT65S";

    private static final Scenario NEGOTIATION = Scenario.negotiation();
    private static final Scenario SWEEP = Scenario.sweep();
    private static final Scenario FEEDBACK = Scenario.feedback();

    private static final YAMLMapper YAML = new YAMLMapper();

    @TempDir
    static Path folder;

    private static RunningStack stack;
    private static UUID negotiating;
    private static UUID sweeping;

    @BeforeAll
    static void start() throws IOException {
        stack = RunningStack.start(RunningStack.plan(script(), TIME_SCALE)
                .withSetting("SWITCHBOARD_PLACING_LEAD", LEAD_OF_PRODUCTION)
                .withSetting("SWITCHBOARD_PREVIEW_LEAD", LEAD_OF_PRODUCTION)
                .withSetting("SWITCHBOARD_KEYS_OTHER_HASH", new ApiKey(Operations.OTHER_KEY).hash())
                .withSetting("SWITCHBOARD_KEYS_OTHER_ACCOUNT", "other")
                .withSetting("SWITCHBOARD_KEYS_OTHER_ROLE", "operator"));
        negotiating = stack.submit(NEGOTIATION.mission());
        sweeping = stack.submit(SWEEP.mission());
        Part.SERVICES.forEach(stack::crash);
    }

    @AfterAll
    static void stop() {
        if (stack != null) {
            stack.close();
        }
    }

    static RunningStack stack() {
        return stack;
    }

    private static Path script() throws IOException {
        ObjectNode script = Scenario.playing(List.of(NEGOTIATION, SWEEP, FEEDBACK));
        script.setAll((ObjectNode) YAML.readTree("""
                limits: {concurrent_calls: 16, dials_per_second: 30}
                approvals:
                %s
                faults: {webhook_duplicate: 1.0}
                """.formatted(Channels.PEOPLE)));
        script.withObject("/numbers")
                .setAll((ObjectNode) YAML.readTree("\"*\": [{talk_secs: 60}]\n" + Operations.NUMBERS));
        return Files.writeString(folder.resolve("script.yaml"), script.toString());
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class Crashes {

        @Test
        void aKilledServiceChangesNothing() {
            JsonNode negotiated = stack.resultsOf(negotiating);
            JsonNode swept = stack.resultsOf(sweeping);

            NEGOTIATION.expected().holds(negotiated, stack.calls());
            SWEEP.expected().holds(swept, stack.calls());
        }
    }

    @Nested
    @Execution(ExecutionMode.CONCURRENT)
    class TexmlCalls {

        @Test
        void comeOutAsTheyMust() {
            JsonNode asked = stack.resultsOf(stack.submit(FEEDBACK.mission()));

            FEEDBACK.expected().holds(asked, stack.calls());
        }
    }

    @Nested
    class OtherSystems extends PublicContract {}

    @Nested
    class PeopleInChannels extends Channels {}

    @Nested
    class PeopleByTheApi extends Operations {}
}
