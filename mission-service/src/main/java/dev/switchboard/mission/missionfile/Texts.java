package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;

/** Turns text into a JSON tree. */
final class Texts {

    /** In characters, so that the text in UTF-8 never exceeds a few times that. */
    static final int MAX_LENGTH = 32 * 1024 * 1024;

    /** Far more than a mission needs; keeps recursion harmless. */
    static final int MAX_NESTING = 60;

    private Texts() {}

    /** @throws UnreadableException with the one violation that kept it from being read */
    static JsonNode tree(String text, Notation notation) throws UnreadableException {
        if (text.length() > MAX_LENGTH) {
            throw new UnreadableException(
                    new Violation(Paths.ROOT, text.length() + " characters", "at most " + MAX_LENGTH + " characters"));
        }
        return switch (notation) {
            case JSON -> JsonText.tree(text);
            case YAML -> YamlText.tree(text);
            case UNKNOWN -> sniffed(text);
        };
    }

    /** A text that starts like a JSON object may still be YAML. */
    private static JsonNode sniffed(String text) throws UnreadableException {
        if (!text.stripLeading().startsWith("{")) {
            return YamlText.tree(text);
        }
        try {
            return JsonText.tree(text);
        } catch (UnreadableException notJson) {
            try {
                return YamlText.tree(text);
            } catch (UnreadableException notYaml) {
                throw notJson;
            }
        }
    }

    /** The line of the text at which reading stopped, for showing. */
    static String line(String text, int number) {
        return text.lines()
                .skip(Math.max(0, number - 1L))
                .findFirst()
                .map(line -> Found.shortened(line.strip()))
                .filter(line -> !line.isEmpty())
                .orElse(Found.NOTHING);
    }
}
