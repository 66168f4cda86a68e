package dev.switchboard.events.contract;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Stream;
import java.util.stream.StreamSupport;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class AsyncApiTest {

    private static final String DEAD_LETTERS = "dead-letters";

    private JsonNode document;

    @BeforeEach
    void read() throws IOException {
        document = new YAMLMapper().readTree(EventContract.asyncApi());
    }

    @Test
    void isAnAsyncApi3Document() {
        assertThat(document.path("asyncapi").asText()).isEqualTo("3.0.0");
        assertThat(document.at("/info/title").asText()).isNotBlank();
        assertThat(document.at("/info/version").asText()).isNotBlank();
    }

    @Test
    void listsExactlyTheTopics() {
        List<String> addresses = new ArrayList<>();
        document.path("channels").properties().forEach(channel -> {
            if (!channel.getKey().equals(DEAD_LETTERS)) {
                addresses.add(channel.getValue().path("address").asText());
            }
        });

        assertThat(addresses).containsExactlyElementsOf(topicNames());
    }

    @Test
    void deadLettersExistForEveryTopic() {
        JsonNode channel = document.path("channels").path(DEAD_LETTERS);

        assertThat(texts(channel.at("/parameters/topic/enum"))).containsExactlyElementsOf(topicNames());
        assertThat(channel.path("address").asText().replace("{topic}", Topic.CALL_COMPLETED.topicName()))
                .isEqualTo(Topic.CALL_COMPLETED.deadLetters());
    }

    @ParameterizedTest
    @EnumSource(Topic.class)
    void everyTopicHasItsMessageWithKeyHeadersAndSchema(Topic topic) {
        JsonNode message = document.path("components").path("messages").path(topic.topicName());

        assertThat(message.path("name").asText()).isEqualTo(topic.eventType());
        assertThat(message.at("/headers/allOf/1/properties/ce_type/const").asText())
                .isEqualTo(topic.eventType());
        assertThat(message.at("/payload/schema/$ref").asText())
                .isEqualTo("./schemas/" + topic.topicName() + ".schema.json");
        assertThat(message.at("/bindings/kafka/key/description").asText()).isNotBlank();
    }

    @ParameterizedTest
    @EnumSource(value = Topic.class, names = "MISSION_REQUESTED", mode = EnumSource.Mode.EXCLUDE)
    void everyTopicHasOneProducerAndSomeConsumerOrIsForOthers(Topic topic) {
        assertThat(operations("send", topic)).hasSize(1);
        if (topic != Topic.MISSION_CREATED && topic != Topic.MISSION_REFUSED) {
            assertThat(operations("receive", topic)).isNotEmpty();
        }
    }

    @Test
    void missionsAreRequestedByOthers() {
        assertThat(operations("send", Topic.MISSION_REQUESTED)).isEmpty();
        assertThat(operations("receive", Topic.MISSION_REQUESTED)).hasSize(1);
    }

    @Test
    void everyReferenceResolves() {
        List<String> references = new ArrayList<>();
        collectReferences(document, references);

        assertThat(references).isNotEmpty().allSatisfy(this::resolves);
    }

    @Test
    void headersAreThoseThatEventsCarry() {
        JsonNode headers = document.at("/components/schemas/event-headers");
        Map<String, String> written = new EventHeaders(
                        UUID.fromString("0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20"),
                        Topic.CALL_COMPLETED.eventType(),
                        "/call-scheduler",
                        "subject",
                        Instant.parse("2026-03-10T15:00:00Z"),
                        Optional.of("run"),
                        Optional.of("cause"))
                .toMap();
        List<String> described = new ArrayList<>();
        headers.path("properties").fieldNames().forEachRemaining(described::add);

        assertThat(described).containsExactlyInAnyOrderElementsOf(written.keySet());
        assertThat(written.keySet()).containsAll(texts(headers.path("required")));
    }

    private List<String> operations(String action, Topic topic) {
        String channel = "#/channels/" + topic.topicName();
        return StreamSupport.stream(document.path("operations").spliterator(), false)
                .filter(operation -> operation.path("action").asText().equals(action))
                .map(operation -> operation.at("/channel/$ref").asText())
                .filter(channel::equals)
                .toList();
    }

    private void resolves(String reference) {
        if (reference.startsWith("#/")) {
            assertThat(document.at(reference.substring(1)).isMissingNode())
                    .as(reference)
                    .isFalse();
        } else {
            String file = reference.replaceFirst("^\\./", "/contract/");
            assertThat(EventContract.class.getResource(file)).as(reference).isNotNull();
        }
    }

    private static void collectReferences(JsonNode node, List<String> references) {
        if (node.path("$ref").isTextual()) {
            references.add(node.path("$ref").asText());
        }
        node.forEach(child -> collectReferences(child, references));
    }

    private static List<String> topicNames() {
        return Stream.of(Topic.values()).map(Topic::topicName).toList();
    }

    private static List<String> texts(JsonNode array) {
        return EventJson.mapper().convertValue(array, new com.fasterxml.jackson.core.type.TypeReference<>() {});
    }
}
