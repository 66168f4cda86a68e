package dev.switchboard.chaos;

import dev.switchboard.launcher.stack.Part;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.stream.Collectors;

/**
 * The table of a run, and whether anything was violated.
 *
 * @param excused targets that came out otherwise because a webhook was lost or late that nothing can stand in for
 */
public record Report(Plan plan, Evidence evidence, List<Finding> findings, int excused, double seconds) {

    private static final int SHOWN = 8;

    public boolean isClean() {
        return findings.stream().allMatch(finding -> finding.violations().isEmpty());
    }

    public String table() {
        List<String[]> rows = new ArrayList<>();
        Map<Part, Integer> kills = new EnumMap<>(Part.class);
        kills.putAll(evidence.kills());
        int killed = kills.values().stream().mapToInt(Integer::intValue).sum();
        rows.add(row("kills", killed));
        kills.forEach((part, count) -> rows.add(row("  " + part.label(), count)));
        rows.add(row("missions", plan.missions().size()));
        rows.add(row(
                "targets",
                plan.missions().stream()
                        .mapToInt(mission -> mission.phones().size())
                        .sum()));
        rows.add(row("calls", evidence.calls().calls().size()));
        rows.add(row("texts", sum(evidence.texts())));
        rows.add(row(
                "most calls at once, of " + plan.settings().lines(),
                evidence.calls().peak()));
        rows.add(row(
                "webhooks never sent",
                evidence.dropped().values().stream().mapToInt(List::size).sum()));
        rows.add(row("targets otherwise for want of a webhook", excused));
        rows.add(new String[] {"real time", String.format(Locale.ROOT, "%.0f s", seconds)});
        findings.forEach(
                finding -> rows.add(row(finding.check(), finding.violations().size())));
        int width = rows.stream().mapToInt(row -> row[0].length()).max().orElse(0);
        return "seed " + plan.settings().seed() + "\n"
                + rows.stream()
                        .map(row -> String.format(Locale.ROOT, "  %-" + width + "s  %6s", row[0], row[1]))
                        .collect(Collectors.joining("\n"));
    }

    /** Every violation in words, the first few of each check. */
    public String violations() {
        return findings.stream()
                .filter(finding -> !finding.violations().isEmpty())
                .map(finding -> finding.check() + ":\n"
                        + finding.violations().stream()
                                .limit(SHOWN)
                                .map(violation -> "    " + violation)
                                .collect(Collectors.joining("\n")))
                .collect(Collectors.joining("\n"));
    }

    private static int sum(Map<String, Integer> counts) {
        return counts.values().stream().mapToInt(Integer::intValue).sum();
    }

    private static String[] row(String what, int value) {
        return new String[] {what, String.valueOf(value)};
    }
}
