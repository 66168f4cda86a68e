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
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

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

    static Scenario screening() {
        return named("restaurant-screening");
    }

    static Scenario booking() {
        return named("restaurant-booking");
    }

    static Scenario rounds() {
        return named("vendor-rounds");
    }

    /** TeXML calls. */
    static Scenario feedback() {
        return named("feedback-sweep");
    }

    /** Calls that we dial, with machines that answer. */
    static Scenario callbacks() {
        return named("callback-sweep");
    }

    static Scenario texts() {
        return named("appointment-texts");
    }

    private static Scenario named(String name) {
        Installation installation = Installation.find();
        try {
            ObjectNode mission = yaml(Files.readString(installation.mission(name + ".yaml")));
            return new Scenario(
                    mission,
                    yaml(Files.readString(installation.mission(name + ".script.yaml"))),
                    Expected.of(yaml(resource(name + ".expected.json")), phones(mission)));
        } catch (IOException e) {
            throw new UncheckedIOException(name, e);
        }
    }

    /** The same with other phones, so that several can be played one after the other on one stack. */
    Scenario onOtherPhones(int variant) {
        return new Scenario(
                replaced(mission, variant),
                replaced(script, variant),
                Expected.of(replaced(expected.document(), variant), phones(replaced(mission, variant))));
    }

    private static List<String> phones(ObjectNode mission) {
        return StreamSupport.stream(mission.path("targets").spliterator(), false)
                .map(target -> target.path("phone").asText())
                .toList();
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

    /** One script for all of them. */
    static Path writeScript(Path file, List<Scenario> scenarios) {
        return write(file, playing(scenarios));
    }

    Path writeScript(Path file) {
        return write(file, script);
    }

    Path writeMission(Path file) {
        return write(file, mission);
    }

    /** One script for all: their phones differ. People answer in the order of the scenarios. */
    static ObjectNode playing(List<Scenario> scenarios) {
        ObjectNode all = scenarios.get(0).script().deepCopy();
        for (Scenario other : scenarios.subList(1, scenarios.size())) {
            all.withObject("/numbers").setAll((ObjectNode) other.script().get("numbers"));
            other.script().path("approvals").forEach(all.withArray("/approvals")::add);
            Optional.ofNullable(other.script().get("limits")).ifPresent(limits -> all.set("limits", limits));
        }
        return all;
    }

    /** The phones of those of its targets. */
    Set<String> phonesOf(JsonNode names) {
        Set<String> wanted = new HashSet<>();
        names.forEach(name -> wanted.add(name.asText()));
        return StreamSupport.stream(mission.path("targets").spliterator(), false)
                .filter(target -> wanted.contains(target.path("name").asText()))
                .map(target -> target.path("phone").asText())
                .collect(Collectors.toSet());
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
