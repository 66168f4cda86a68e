package dev.switchboard.bench;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.stream.Collectors;

/** Figures with their names and, where there is one, the aim. */
final class Table {

    private record Row(String what, String value, String aim) {}

    private final String title;
    private final List<Row> rows = new ArrayList<>();

    Table(String title) {
        this.title = title;
    }

    Table add(String what, String value, String aim) {
        rows.add(new Row(what, value, aim));
        return this;
    }

    Table seconds(String what, double value, String aim) {
        return add(what, String.format(Locale.ROOT, "%.1f s", value), aim);
    }

    Table millis(String what, double value, String aim) {
        return add(what, String.format(Locale.ROOT, "%.0f ms", value), aim);
    }

    Table megabytes(String what, long kilobytes, String aim) {
        return add(what, kilobytes / 1024 + " MB", aim);
    }

    String text() {
        int first = rows.stream().mapToInt(row -> row.what().length()).max().orElse(0);
        int second = rows.stream().mapToInt(row -> row.value().length()).max().orElse(0);
        String format = "  %-" + first + "s  %" + second + "s  %s";
        return "\n" + title + "\n"
                + rows.stream()
                        .map(row -> String.format(Locale.ROOT, format, row.what(), row.value(), row.aim())
                                .stripTrailing())
                        .collect(Collectors.joining("\n"));
    }
}
