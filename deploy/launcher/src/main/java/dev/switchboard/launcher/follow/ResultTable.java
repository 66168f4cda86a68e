package dev.switchboard.launcher.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.StreamSupport;

/** The results of a run as a person reads them: a table, best first, and the summary. */
public final class ResultTable {

    private static final List<String> HEAD = List.of("rank", "name", "phone", "status", "attempts", "insight");
    private static final int MOST_ROWS = 40;
    private static final int MOST_VALUES = 4;
    private static final int WIDEST = 60;

    private ResultTable() {}

    /** Without a line feed at its end. */
    public static String of(JsonNode results) {
        List<List<String>> rows = rows(results);
        List<List<String>> shown = new ArrayList<>(List.of(HEAD));
        rows.stream().limit(MOST_ROWS).forEach(shown::add);
        String table = Columns.align(shown);
        if (rows.size() > MOST_ROWS) {
            table += "\n… and " + (rows.size() - MOST_ROWS) + " more";
        }
        return table + "\n\n" + results.path("status").asText() + ": "
                + results.path("summary").asText("no summary");
    }

    private static List<List<String>> rows(JsonNode results) {
        Map<String, Integer> ranks = new HashMap<>();
        for (JsonNode recommended : results.path("recommended")) {
            ranks.put(
                    recommended.path("phone").asText(), recommended.path("rank").asInt(ranks.size() + 1));
        }
        return StreamSupport.stream(results.path("targets").spliterator(), false)
                .sorted(Comparator.comparing(
                        target -> ranks.getOrDefault(target.path("phone").asText(), Integer.MAX_VALUE)))
                .map(target -> row(target, ranks.get(target.path("phone").asText())))
                .toList();
    }

    private static List<String> row(JsonNode target, Integer rank) {
        return List.of(
                rank == null ? "" : rank.toString(),
                target.path("name").asText(),
                target.path("phone").asText(),
                target.path("status").asText(),
                target.path("attempts").asText("0"),
                values(target.path("insight")));
    }

    private static String values(JsonNode insight) {
        List<String> values = new ArrayList<>();
        for (var field : insight.properties()) {
            boolean isTold = field.getValue().isValueNode() && !field.getValue().isNull();
            if (isTold && values.size() < MOST_VALUES) {
                values.add(field.getKey() + " " + field.getValue().asText());
            }
        }
        String text = String.join(", ", values);
        return text.length() > WIDEST ? text.substring(0, WIDEST - 1) + "…" : text;
    }
}
