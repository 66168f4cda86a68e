package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.List;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

class MissionFilesLawsTest {

    private static final ObjectMapper JSON = new ObjectMapper();

    @Property(tries = 500)
    void neverThrowsWhateverTheText(@ForAll String text, @ForAll Notation notation) {
        holdsWhatItPromises(MissionTexts.FILES.read(text, notation, CsvFiles.NONE));
    }

    @Property(tries = 500)
    void neverThrowsForTextThatLooksLikeAMission(@ForAll("lines") String text) {
        holdsWhatItPromises(MissionTexts.read(text));
    }

    /** Puts any JSON at any place of a good file. */
    @Property(tries = 500)
    void neverThrowsWhateverTheJson(
            @ForAll("missions") String mission, @ForAll("places") List<String> place, @ForAll("json") JsonNode value)
            throws Exception {
        String good = MissionTexts.read(MissionTexts.resource(mission))
                .file()
                .orElseThrow()
                .document()
                .toString();
        ObjectNode document = (ObjectNode) JSON.readTree(good);
        JsonNode parent = document;
        for (String key : place.subList(0, place.size() - 1)) {
            parent = parent.path(key);
        }
        if (parent instanceof ObjectNode object) {
            object.set(place.get(place.size() - 1), value);
        }

        holdsWhatItPromises(MissionTexts.FILES.read(document, CsvFiles.NONE));
    }

    private static void holdsWhatItPromises(Reading reading) {
        assertThat(reading.file().isPresent()).isNotEqualTo(!reading.problems().isEmpty());
        assertThat(reading.problems()).allSatisfy(violation -> {
            assertThat(violation.path()).startsWith("$");
            assertThat(violation.value()).isNotEmpty();
            assertThat(violation.value().codePointCount(0, violation.value().length()))
                    .isLessThanOrEqualTo(80);
            assertThat(violation.expectation()).isNotBlank().doesNotContain("\n");
        });
    }

    @Provide
    Arbitrary<String> lines() {
        Arbitrary<String> key = Arbitraries.of(
                "name",
                "class",
                "assistant",
                "targets",
                "rank",
                "negotiation",
                "limits",
                "retry",
                "<<",
                "- a",
                "&a",
                "*a");
        Arbitrary<String> value = Arbitraries.of(
                "x",
                "sweep",
                "negotiation",
                "{by: insight.x}",
                "[{name: a, phone: '+13125550101'}]",
                "{csv: \"a\\nb\"}",
                "{",
                "|",
                ">-",
                "*a",
                "&a [*a]",
                "!!binary x",
                "'",
                "%",
                "{objective: minimize, of: '1'}");
        Arbitrary<String> indent = Arbitraries.of("", "", "", "  ", "\t");
        return Combinators.combine(indent, key, value)
                .as((space, left, right) -> space + left + ": " + right)
                .list()
                .ofMaxSize(8)
                .map(lines -> String.join("\n", lines));
    }

    @Provide
    Arbitrary<String> missions() {
        return Arbitraries.of("catering-negotiation.yaml", "vendor-rounds.yaml", "restaurant-booking.yaml");
    }

    @Provide
    Arbitrary<List<String>> places() {
        return Arbitraries.of(
                        "name",
                        "class",
                        "request",
                        "account",
                        "from",
                        "channel",
                        "assistant",
                        "assistant.name",
                        "insight",
                        "insight.json_schema",
                        "insight.json_schema.type",
                        "insight.json_schema.properties",
                        "insight.json_schema.$ref",
                        "targets",
                        "targets.csv",
                        "recipients",
                        "retry",
                        "calling_window",
                        "voicemail",
                        "variables",
                        "limits",
                        "rank",
                        "negotiation",
                        "negotiation.of",
                        "negotiation.carry",
                        "rounds",
                        "action",
                        "action.until",
                        "action.act",
                        "action.act.insight",
                        "action.expand",
                        "stop_when",
                        "something")
                .map(path -> List.of(path.split("\\.")));
    }

    @Provide
    Arbitrary<JsonNode> json() {
        Arbitrary<JsonNode> scalar = Arbitraries.of(
                        "null",
                        "true",
                        "0",
                        "-1",
                        "1.5",
                        "1e300",
                        "\"\"",
                        "\"x\"",
                        "\"+13125550101\"",
                        "\"a\\nb\"",
                        "\"#/nowhere\"",
                        "[]",
                        "{}",
                        "\"sweep\"",
                        "\"negotiation\"",
                        "\"object\"")
                .map(MissionFilesLawsTest::parsed);
        Arbitrary<JsonNode> list =
                scalar.list().ofMaxSize(3).map(items -> JSON.createArrayNode().addAll(items));
        Arbitrary<JsonNode> map = Combinators.combine(
                        Arbitraries.of(
                                "by",
                                "of",
                                "max",
                                "csv",
                                "name",
                                "phone",
                                "busy",
                                "type",
                                "deadline",
                                "from",
                                "$ref",
                                "pattern",
                                "then",
                                "carry",
                                "concurrent_calls"),
                        Arbitraries.oneOf(List.of(scalar, list)))
                .as((key, value) -> JSON.createObjectNode().set(key, value));
        Arbitrary<JsonNode> maps =
                map.list().ofMaxSize(3).map(items -> JSON.createArrayNode().addAll(items));
        return Arbitraries.oneOf(List.of(scalar, list, map, maps));
    }

    private static JsonNode parsed(String json) {
        try {
            return JSON.readTree(json);
        } catch (JsonProcessingException e) {
            throw new AssertionError(e);
        }
    }
}
