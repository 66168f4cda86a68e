package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.switchboard.launcher.stack.Installation;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.ZoneOffset;

/**
 * A mission of {@code deploy/missions} with its script and what must come out.
 *
 * @param mission as it is submitted
 * @param script what the phones do
 * @param expected calls, variables, recommendation
 */
record Scenario(ObjectNode mission, ObjectNode script, Expected expected) {

    private static final YAMLMapper YAML = new YAMLMapper();
    private static final int MORNING = 10;

    static Scenario negotiation() {
        return named("catering-negotiation");
    }

    static Scenario sweep() {
        return named("weather-sweep");
    }

    private static Scenario named(String name) {
        Installation installation = Installation.find();
        try {
            return new Scenario(
                    yaml(Files.readString(installation.mission(name + ".yaml"))),
                    yaml(Files.readString(installation.mission(name + ".script.yaml"))),
                    Expected.of(yaml(resource(name + ".expected.json"))));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The same with other phones, so that several can be played one after the other on one stack. */
    Scenario onOtherPhones(int variant) {
        return new Scenario(
                replaced(mission, variant),
                replaced(script, variant),
                Expected.of(replaced(expected.document(), variant)));
    }

    /** The same for people whose morning it is. */
    Scenario inTheMorning(Instant now) {
        ObjectNode moved = mission.deepCopy();
        int offset = Math.floorMod(MORNING - now.atZone(ZoneOffset.UTC).getHour() + 12, 24) - 12;
        // Etc/GMT+6 is six hours behind Greenwich.
        String zone = "Etc/GMT" + (offset <= 0 ? "+" : "-") + Math.abs(offset);
        moved.withArray("targets").forEach(target -> ((ObjectNode) target).put("timezone", zone));
        return new Scenario(moved, script, expected);
    }

    Path writeScript(Path file) {
        return write(file, script);
    }

    Path writeMission(Path file) {
        return write(file, mission);
    }

    /** One script for both: their phones differ. */
    static ObjectNode playing(Scenario one, Scenario other, JsonNode faults) {
        ObjectNode both = one.script().deepCopy();
        ((ObjectNode) both.get("numbers")).setAll((ObjectNode) other.script().get("numbers"));
        both.set(
                "limits",
                other.script().path("limits").isMissingNode()
                        ? both.path("limits")
                        : other.script().get("limits"));
        both.set("faults", faults);
        return both;
    }

    private static Path write(Path file, JsonNode document) {
        try {
            return Files.writeString(file, YAML.writeValueAsString(document));
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static ObjectNode replaced(JsonNode document, int variant) {
        return yaml(document.toString().replaceAll("(\\+1\\d{3}555)0(\\d{3})", "$1" + variant + "$2"));
    }

    private static ObjectNode yaml(String text) {
        try {
            return (ObjectNode) YAML.readTree(text);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static String resource(String name) throws IOException {
        try (var in = Scenario.class.getResourceAsStream("/expected/" + name)) {
            return new String(in.readAllBytes(), StandardCharsets.UTF_8);
        }
    }
}
