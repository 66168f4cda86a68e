package dev.switchboard.notifier.domain;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** Notices for tests. */
final class Notices {

    private Notices() {}

    static CompletionNotice catering() {
        return CompletionNotice.of(
                "Catering negotiation",
                CompletionNotice.Ending.SUCCEEDED,
                "Chicago Grill Co is the cheapest at 62 per person.",
                Map.of(
                        "recommended",
                        List.of(
                                target(
                                        1,
                                        "Chicago Grill Co",
                                        ordered("per_person", 62.0, "deposit", true, "menu", "a")),
                                target(2, "Lakefront Catering", ordered("per_person", 65))),
                        "counts",
                        ordered("targets", 3, "calls", 4, "succeeded", 3)));
    }

    static CompletionNotice saying(String mission, String summary) {
        return CompletionNotice.of(mission, CompletionNotice.Ending.FAILED, summary, Map.of());
    }

    static Map<String, Object> target(int rank, String name, Map<String, Object> insight) {
        return ordered("rank", rank, "name", name, "phone", "+13125550102", "insight", insight);
    }

    static Map<String, Object> ordered(Object... namesAndValues) {
        Map<String, Object> map = new LinkedHashMap<>();
        for (int i = 0; i < namesAndValues.length; i += 2) {
            map.put((String) namesAndValues[i], namesAndValues[i + 1]);
        }
        return map;
    }
}
