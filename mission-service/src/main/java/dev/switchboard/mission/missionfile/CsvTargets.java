package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.MappingIterator;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.dataformat.csv.CsvMapper;
import com.fasterxml.jackson.dataformat.csv.CsvParser;
import dev.switchboard.mission.domain.Target;
import java.io.IOException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/** Reads targets from CSV: header {@code name,phone[,timezone,priority,strength]}; other columns become variables. */
final class CsvTargets {

    private static final String PATH = "$.targets.csv";
    private static final Set<String> REQUIRED = new LinkedHashSet<>(List.of("name", "phone"));
    private static final Set<String> OPTIONAL = Set.of("timezone", "priority", "strength");
    private static final int MOST_NAME_CHARACTERS = 200;
    private static final int MOST_PRIORITY = 1_000_000;
    private static final CsvMapper MAPPER = CsvMapper.builder()
            .enable(CsvParser.Feature.WRAP_AS_ARRAY)
            .enable(CsvParser.Feature.SKIP_EMPTY_LINES)
            .enable(CsvParser.Feature.TRIM_SPACES)
            .build();

    private final Violations violations;
    private final List<Target> targets = new ArrayList<>();
    private final Map<String, String> pathByPhone;

    private CsvTargets(Map<String, String> pathByPhone, Violations violations) {
        this.pathByPhone = pathByPhone;
        this.violations = violations;
    }

    /** @param csv the name of the file, or the text itself if it has several lines */
    static List<Target> read(JsonNode csv, CsvFiles files, Map<String, String> pathByPhone, Violations violations) {
        CsvTargets reader = new CsvTargets(pathByPhone, violations);
        try {
            String given = csv.asText();
            reader.read(given.contains("\n") ? given : files.text(given));
        } catch (IOException e) {
            violations.add(PATH, csv, "readable CSV: " + Found.shortened(firstLine(e)));
        }
        return reader.targets;
    }

    private static String firstLine(IOException failure) {
        return String.valueOf(failure.getMessage()).lines().findFirst().orElse("not readable");
    }

    private void read(String text) throws IOException {
        String bare = text.startsWith("\uFEFF") ? text.substring(1) : text;
        try (MappingIterator<String[]> rows = MAPPER.readerFor(String[].class).readValues(bare)) {
            if (!rows.hasNextValue()) {
                violations.add(PATH, TextNode.valueOf(""), "a header: name,phone[,timezone,priority,strength]");
                return;
            }
            List<String> header =
                    Arrays.stream(rows.nextValue()).map(String::strip).toList();
            if (isUsable(header)) {
                rows(header, rows);
            }
        }
    }

    private boolean isUsable(List<String> header) {
        TextNode found = TextNode.valueOf(String.join(",", header));
        for (String column : REQUIRED) {
            if (!header.contains(column)) {
                violations.add(Paths.csv(1, column), found, "a column '" + column + "' in the header");
            }
        }
        Set<String> seen = new LinkedHashSet<>();
        header.stream()
                .filter(column -> column.isEmpty() || !seen.add(column))
                .forEach(column -> violations.add(Paths.csv(1, column), found, "each column with a name of its own"));
        return header.containsAll(REQUIRED) && seen.size() == header.size();
    }

    private void rows(List<String> header, MappingIterator<String[]> rows) throws IOException {
        boolean any = false;
        while (rows.hasNextValue()) {
            long line = rows.getCurrentLocation().getLineNr();
            String[] cells = rows.nextValue();
            any = true;
            if (cells.length > header.size()) {
                violations.add(
                        Paths.csv(line, "columns"),
                        TextNode.valueOf(String.join(",", cells)),
                        "at most " + header.size() + " cells, as in the header");
            } else {
                row(header, cells, line);
            }
        }
        if (!any) {
            violations.add(PATH, TextNode.valueOf(String.join(",", header)), "at least 1 row below the header");
        }
    }

    private void row(List<String> header, String[] cells, long line) {
        Map<String, String> row = new LinkedHashMap<>();
        for (int i = 0; i < header.size(); i++) {
            row.put(header.get(i), i < cells.length ? cells[i] : "");
        }
        name(row.get("name"), line);
        phone(row.get("phone"), line);
        zone(row.getOrDefault("timezone", ""), line);
        targets.add(new Target(
                row.get("name"),
                row.get("phone"),
                Optional.of(row.getOrDefault("timezone", "")).filter(zone -> !zone.isEmpty()),
                priority(row.getOrDefault("priority", ""), line),
                strength(row.getOrDefault("strength", ""), line),
                variables(row)));
    }

    private void name(String name, long line) {
        if (name.isEmpty() || name.length() > MOST_NAME_CHARACTERS) {
            report(line, "name", name, "a name, at most " + MOST_NAME_CHARACTERS + " characters");
        }
    }

    private void phone(String phone, long line) {
        if (!Phones.isE164(phone)) {
            report(line, "phone", phone, Phones.EXPECTATION);
        } else if (!Phones.isPossible(phone)) {
            report(line, "phone", phone, Phones.POSSIBLE);
        } else {
            String row = "$.targets.csv[line " + line + "]";
            Targets.once(TextNode.valueOf(phone), row, pathByPhone, violations);
        }
    }

    private void zone(String zone, long line) {
        if (!zone.isEmpty() && !Zones.isZone(zone)) {
            report(line, "timezone", zone, Zones.EXPECTATION);
        }
    }

    private int priority(String text, long line) {
        if (text.isEmpty()) {
            return 0;
        }
        try {
            int priority = Integer.parseInt(text);
            if (Math.abs((long) priority) <= MOST_PRIORITY) {
                return priority;
            }
        } catch (NumberFormatException e) {
            // reported below, like one that is out of range
        }
        report(line, "priority", text, "a whole number");
        return 0;
    }

    private Optional<Double> strength(String text, long line) {
        if (text.isEmpty()) {
            return Optional.empty();
        }
        try {
            double strength = Double.parseDouble(text);
            if (Double.isFinite(strength)) {
                return Optional.of(strength);
            }
        } catch (NumberFormatException e) {
            // reported below, like one that is not finite
        }
        report(line, "strength", text, "a number");
        return Optional.empty();
    }

    private void report(long line, String column, String found, String expectation) {
        violations.add(Paths.csv(line, column), TextNode.valueOf(found), expectation);
    }

    private static Map<String, String> variables(Map<String, String> row) {
        Map<String, String> variables = new LinkedHashMap<>(row);
        variables.keySet().removeAll(REQUIRED);
        variables.keySet().removeAll(OPTIONAL);
        return variables;
    }
}
