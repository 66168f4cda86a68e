package dev.switchboard.events.contract;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatCode;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCancelled;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallRequested;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.events.MissionCreated;
import dev.switchboard.events.MissionRefused;
import dev.switchboard.events.RunSteered;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import java.io.IOException;
import java.net.URISyntaxException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.MethodSource;

class EventContractTest {

    private static final ObjectMapper JSON = EventJson.mapper();

    /** A mission file has no record: its own schema, at mission-service, is the authority. */
    private static Class<?> bodyOf(Topic topic) {
        return switch (topic) {
            case MISSION_REQUESTED -> Map.class;
            case MISSION_REFUSED -> MissionRefused.class;
            case MISSION_CREATED -> MissionCreated.class;
            case CALL_REQUESTED -> CallRequested.class;
            case CALL_CANCELLED -> CallCancelled.class;
            case RUN_STEERED -> RunSteered.class;
            case CALL_SCHEDULED -> CallScheduled.class;
            case TELNYX_WEBHOOK -> TelnyxWebhook.class;
            case CALL_COMPLETED -> CallCompleted.class;
            case CALL_ABANDONED -> CallAbandoned.class;
            case INSIGHT_READY -> InsightReady.class;
            case APPROVAL_REQUESTED -> ApprovalRequested.class;
            case APPROVAL_DECIDED -> ApprovalDecided.class;
            case APPROVAL_ANSWERED -> ApprovalAnswered.class;
            case MISSION_COMPLETED -> MissionCompleted.class;
            case CHANNEL_WEBHOOK -> ChannelWebhook.class;
        };
    }

    static Stream<Arguments> samples() {
        return Stream.of(Topic.values())
                .flatMap(topic -> Stream.concat(
                        Stream.of(Arguments.of(topic, "", EventContract.sample(topic))),
                        EventContract.variants(topic).entrySet().stream()
                                .map(variant -> Arguments.of(topic, variant.getKey(), variant.getValue()))));
    }

    static Stream<Arguments> samplesOfRecords() {
        return samples().filter(sample -> sample.get()[0] != Topic.MISSION_REQUESTED);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samples")
    void samplesKeepTheirSchema(Topic topic, String variant, byte[] sample) {
        assertThat(EventContract.violations(topic, sample)).isEmpty();
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samples")
    void samplesReadIntoTheirRecordAndBack(Topic topic, String variant, byte[] sample) throws IOException {
        Object body = EventJson.read(sample, bodyOf(topic));

        assertThat(unordered(JSON.readTree(EventJson.write(body)))).isEqualTo(unordered(JSON.readTree(sample)));
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samplesOfRecords")
    void recordsRefuseExactlyWhatTheSchemaRequires(Topic topic, String variant, byte[] sample) throws IOException {
        JsonNode schema = JSON.readTree(EventContract.schema(topic));
        for (Field field : fields(schema, schema, List.of(), JSON.readTree(sample))) {
            byte[] without = without(sample, field.path());
            if (field.required()) {
                assertThatThrownBy(() -> EventJson.read(without, bodyOf(topic)))
                        .as("without %s", field)
                        .isInstanceOf(MalformedEventException.class)
                        .hasMessageContaining(field.name());
                assertThat(EventContract.violations(topic, without))
                        .as("without %s", field)
                        .isNotEmpty();
            } else {
                assertThatCode(() -> EventJson.read(without, bodyOf(topic)))
                        .as("without %s", field)
                        .doesNotThrowAnyException();
                assertThat(EventContract.violations(topic, without))
                        .as("without %s", field)
                        .isEmpty();
            }
        }
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, names = "MISSION_REQUESTED", mode = EnumSource.Mode.EXCLUDE)
    void everyFieldOfARecordIsInItsSchema(Topic topic) throws IOException {
        Set<String> properties = new LinkedHashSet<>();
        JSON.readTree(EventContract.schema(topic))
                .path("properties")
                .fieldNames()
                .forEachRemaining(properties::add);

        Set<String> components = Stream.of(bodyOf(topic).getRecordComponents())
                .map(component -> snakeCase(component.getName()))
                .collect(Collectors.toSet());

        assertThat(properties).isEqualTo(components);
    }

    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("samples")
    void unknownFieldsAreAllowed(Topic topic, String variant, byte[] sample) throws IOException {
        ObjectNode later = (ObjectNode) JSON.readTree(sample);
        later.put("added_in_a_later_version", true);
        byte[] body = JSON.writeValueAsBytes(later);

        assertThat(EventContract.violations(topic, body)).isEmpty();
        assertThatCode(() -> EventJson.read(body, bodyOf(topic))).doesNotThrowAnyException();
    }

    @Test
    void everySampleFileIsListed() throws IOException, URISyntaxException {
        Path directory = Path.of(EventContract.class
                .getResource("/contract/samples/variants.json")
                .toURI());
        Set<String> expected = samples()
                .map(sample -> ((Topic) sample.get()[0]).topicName()
                        + (sample.get()[1].equals("") ? "" : "." + sample.get()[1])
                        + ".json")
                .collect(Collectors.toSet());
        try (Stream<Path> files = Files.list(directory.getParent())) {
            assertThat(files.map(file -> file.getFileName().toString()).filter(name -> !name.equals("variants.json")))
                    .containsExactlyInAnyOrderElementsOf(expected);
        }
    }

    @Test
    void namesTheKnownSamplesWhenAskedForAnUnknownOne() {
        assertThatThrownBy(() -> EventContract.sample(Topic.CALL_CANCELLED, "twice"))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessage("call.cancelled has no sample 'twice', only [one_call, end_live]");
    }

    @Test
    void saysWhatBreaksTheSchema() {
        assertThat(EventContract.violations(Topic.CALL_CANCELLED, "{\"run_id\": \"r-1\"}".getBytes()))
                .hasSize(4)
                .anyMatch(line -> line.contains("account"))
                .anyMatch(line -> line.contains("run_id"));
    }

    /** A field that a sample has, and whether its schema requires it there. */
    private record Field(List<String> path, boolean required) {

        String name() {
            return path.get(path.size() - 1);
        }
    }

    private static List<Field> fields(JsonNode root, JsonNode schema, List<String> at, JsonNode sample) {
        JsonNode resolved =
                schema.has("$ref") ? root.at(schema.path("$ref").asText().substring(1)) : schema;
        Set<String> required = StreamSupport.stream(resolved.path("required").spliterator(), false)
                .map(JsonNode::asText)
                .collect(Collectors.toSet());
        List<Field> fields = new ArrayList<>();
        resolved.path("properties").properties().forEach(property -> {
            if (sample.has(property.getKey())) {
                List<String> path = append(at, property.getKey());
                fields.add(new Field(path, required.contains(property.getKey())));
                fields.addAll(fields(root, property.getValue(), path, sample.get(property.getKey())));
            }
        });
        if (resolved.path("additionalProperties").isObject()) {
            sample.properties()
                    .forEach(entry -> fields.addAll(fields(
                            root,
                            resolved.path("additionalProperties"),
                            append(at, entry.getKey()),
                            entry.getValue())));
        }
        if (sample.isArray() && !sample.isEmpty()) {
            fields.addAll(fields(root, resolved.path("items"), append(at, "0"), sample.get(0)));
        }
        return fields;
    }

    private static List<String> append(List<String> path, String name) {
        List<String> longer = new ArrayList<>(path);
        longer.add(name);
        return longer;
    }

    private static byte[] without(byte[] sample, List<String> path) throws IOException {
        JsonNode body = JSON.readTree(sample);
        JsonNode parent = body.at("/" + String.join("/", path.subList(0, path.size() - 1)));
        ((ObjectNode) (path.size() == 1 ? body : parent)).remove(path.get(path.size() - 1));
        return JSON.writeValueAsBytes(body);
    }

    /** The days of a window are a set: their order says nothing. */
    private static JsonNode unordered(JsonNode body) {
        if (body.path("window").path("days") instanceof ArrayNode days) {
            List<JsonNode> sorted = new ArrayList<>();
            days.forEach(sorted::add);
            sorted.sort(Comparator.comparing(JsonNode::asText));
            ((ObjectNode) body.path("window")).set("days", JSON.valueToTree(sorted));
        }
        return body;
    }

    private static String snakeCase(String name) {
        return name.replaceAll("([A-Z])", "_$1").toLowerCase(java.util.Locale.ROOT);
    }
}
