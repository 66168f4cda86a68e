package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Collects what is wrong: one violation per path, the first that is found, and no more than anybody would read. */
final class Violations {

    private static final int MOST = 100;

    private final Map<String, Violation> byPath = new LinkedHashMap<>();
    private int more;

    void add(String path, JsonNode found, String expectation) {
        if (byPath.containsKey(path)) {
            return;
        }
        if (byPath.size() == MOST) {
            more++;
            return;
        }
        byPath.put(path, new Violation(path, Found.text(found), expectation));
    }

    void add(Violation violation) {
        if (byPath.size() == MOST) {
            more++;
            return;
        }
        byPath.putIfAbsent(violation.path(), violation);
    }

    boolean isEmpty() {
        return byPath.isEmpty();
    }

    List<Violation> list() {
        List<Violation> all = new ArrayList<>(byPath.values());
        if (more > 0) {
            all.add(new Violation("$", more + " more violations", "a file with fewer mistakes: these are the first"));
        }
        return all;
    }
}
