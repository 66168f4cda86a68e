package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;

/** How a value that was found is shown. */
final class Found {

    static final String NOTHING = "nothing";

    private static final int MOST_CHARACTERS = 80;
    private static final int MOST_ENTRIES = 5;

    private Found() {}

    /** As JSON, at most 80 characters. */
    static String text(JsonNode value) {
        if (value == null || value.isMissingNode()) {
            return NOTHING;
        }
        if (value.isContainerNode() && value.size() > MOST_ENTRIES) {
            return value.isArray() ? "a list of " + value.size() + " entries" : "a map of " + value.size() + " keys";
        }
        return shortened(value.toString());
    }

    static String shortened(String text) {
        if (text.codePointCount(0, text.length()) <= MOST_CHARACTERS) {
            return text;
        }
        return text.substring(0, text.offsetByCodePoints(0, MOST_CHARACTERS - 1)) + "…";
    }
}
