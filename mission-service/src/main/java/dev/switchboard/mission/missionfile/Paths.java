package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.core.JsonPointer;
import com.networknt.schema.JsonNodePath;
import java.util.List;
import java.util.regex.Pattern;

/** Paths into a mission file: {@code $.targets[2].phone}, {@code $.variables['odd key']}. */
final class Paths {

    static final String ROOT = "$";

    private static final Pattern PLAIN = Pattern.compile("[A-Za-z_][A-Za-z0-9_-]*");

    private Paths() {}

    static String key(String parent, String key) {
        return PLAIN.matcher(key).matches() ? parent + "." + key : parent + "['" + key.replace("'", "\\'") + "']";
    }

    static String index(String parent, int index) {
        return parent + "[" + index + "]";
    }

    /** A cell of the CSV file; lines count from 1, the header included. */
    static String csv(long line, String column) {
        return key("$.targets.csv[line " + line + "]", column);
    }

    static String of(JsonNodePath location) {
        return of(ROOT, location);
    }

    static String of(JsonPointer location) {
        String path = ROOT;
        for (JsonPointer rest = location; !rest.matches(); rest = rest.tail()) {
            path = rest.mayMatchElement()
                    ? index(path, rest.getMatchingIndex())
                    : key(path, rest.getMatchingProperty());
        }
        return path;
    }

    /** Keys and indexes. */
    static String of(List<Object> steps) {
        String path = ROOT;
        for (Object step : steps) {
            path = step instanceof Integer index ? index(path, index) : key(path, String.valueOf(step));
        }
        return path;
    }

    /** A location below {@code start}. */
    static String of(String start, JsonNodePath location) {
        String path = start;
        for (int i = 0; i < location.getNameCount(); i++) {
            Object element = location.getElement(i);
            path = element instanceof Integer index ? index(path, index) : key(path, String.valueOf(element));
        }
        return path;
    }
}
