package dev.switchboard.mission.missionfile;

import java.util.Locale;

/** How a mission file is written. */
public enum Notation {
    YAML,
    JSON,
    /** To be seen from the text. */
    UNKNOWN;

    /** By a media type ({@code application/json}, {@code application/yaml}, …); null and others are unknown. */
    public static Notation ofMediaType(String mediaType) {
        String bare = mediaType == null ? "" : mediaType.toLowerCase(Locale.ROOT);
        if (bare.contains("yaml")) {
            return YAML;
        }
        return bare.contains("json") ? JSON : UNKNOWN;
    }
}
