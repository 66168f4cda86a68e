package dev.switchboard.launcher;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.dataformat.yaml.YAMLMapper;
import dev.switchboard.events.EventJson;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.List;

/**
 * A mission file as it is submitted. Whether it is a valid mission is for mission-service to say; only the list of
 * targets in a CSV file beside it is put in its place, because no service reads this machine's files.
 */
record MissionText(String text, String mediaType, int targets) {

    private static final YAMLMapper YAML = new YAMLMapper();

    /** @throws WrongUseException if the file, or a CSV file that it names, cannot be read */
    static MissionText read(Path file) {
        try {
            String text = Files.readString(file);
            String mediaType = file.toString().endsWith(".json") ? "application/json" : "application/yaml";
            return complete(file, text, mediaType);
        } catch (IOException e) {
            throw new WrongUseException(List.of("mission " + file + ": cannot be read"));
        }
    }

    private static MissionText complete(Path file, String text, String mediaType) {
        JsonNode document = parse(text);
        JsonNode targets = document.path("targets");
        JsonNode csv = targets.path("csv");
        if (!csv.isTextual() || csv.asText().contains("\n")) {
            return new MissionText(text, mediaType, targets.size());
        }
        String rows = csvText(file.resolveSibling(csv.asText()));
        ((ObjectNode) targets).put("csv", rows);
        return new MissionText(EventJson.write(document), "application/json", (int)
                rows.lines().filter(line -> !line.isBlank()).skip(1).count());
    }

    /** What is no YAML has no CSV file either; the text is submitted as it is, and refused with the reason. */
    private static JsonNode parse(String text) {
        try {
            return YAML.readTree(text);
        } catch (JsonProcessingException e) {
            return YAML.createObjectNode();
        }
    }

    private static String csvText(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException e) {
            throw new WrongUseException(
                    List.of("targets.csv: " + file + " — expected a readable file, relative to the mission file"));
        }
    }

    /** Tells two mission files apart. */
    String digest() {
        try {
            byte[] digest = MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
