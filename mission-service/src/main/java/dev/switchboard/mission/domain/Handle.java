package dev.switchboard.mission.domain;

import java.text.Normalizer;
import java.util.Locale;

/** A mission's name as people type it: {@code corporate-catering-quotes}. */
public record Handle(String slug) {

    private static final int MAX_LENGTH = 60;

    /** The slug of a name: ASCII letters and digits, words joined by hyphens; {@code mission} if nothing is left. */
    public static Handle of(String name) {
        String slug = Normalizer.normalize(name, Normalizer.Form.NFD)
                .replaceAll("\\p{M}+", "")
                .toLowerCase(Locale.ROOT)
                .replaceAll("[^a-z0-9]+", "-");
        String cut = slug.length() > MAX_LENGTH ? slug.substring(0, MAX_LENGTH) : slug;
        String bare = cut.replaceAll("^-|-$", "");
        return new Handle(bare.isEmpty() ? "mission" : bare);
    }

    @Override
    public String toString() {
        return slug;
    }
}
