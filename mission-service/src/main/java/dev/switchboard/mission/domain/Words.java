package dev.switchboard.mission.domain;

import java.util.Locale;

/** The spelling of closed sets on the wire and in mission files: lower case, underscores. */
final class Words {

    private Words() {}

    static String of(Enum<?> constant) {
        return constant.name().toLowerCase(Locale.ROOT);
    }
}
