package dev.switchboard.launcher.follow;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/** A preview as a person reads it. */
public final class PreviewTable {

    private static final int MOST_ROWS = 40;
    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern("EEE yyyy-MM-dd HH:mm", Locale.ROOT);

    private PreviewTable() {}

    /** Without a line feed at its end. */
    public static String of(JsonNode preview) {
        List<String> parts = new ArrayList<>();
        parts.add(preview.path("name").asText() + " (" + preview.path("class").asText()
                + "): a preview, nobody was called");
        parts.add(calls(preview));
        if (!preview.path("skipped").isEmpty()) {
            parts.add(skipped(preview));
        }
        for (JsonNode needed : preview.path("guarded_actions")) {
            parts.add(needed.path("action").asText() + " ("
                    + needed.path("guardrail").asText("not known") + "): "
                    + needed.path("why").asText());
        }
        parts.add(sum(preview));
        preview.path("notes").forEach(note -> parts.add("note: " + note.asText()));
        return String.join("\n\n", parts);
    }

    private static String calls(JsonNode preview) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("first call", "name", "phone", "zone")));
        for (JsonNode call : preview.path("calls")) {
            if (rows.size() > MOST_ROWS) {
                break;
            }
            String zone = call.at("/timezones/0").asText("");
            rows.add(List.of(
                    time(call.path("first_call_at").asText(), zone),
                    call.path("name").asText(),
                    call.path("phone").asText(),
                    zone.isEmpty() ? "UTC" : zone));
        }
        return Columns.align(rows) + more(preview.at("/counts/calls").asInt(), rows.size() - 1);
    }

    private static String skipped(JsonNode preview) {
        List<List<String>> rows = new ArrayList<>(List.of(List.of("skipped", "phone", "why")));
        for (JsonNode one : preview.path("skipped")) {
            if (rows.size() > MOST_ROWS) {
                break;
            }
            rows.add(List.of(
                    one.path("name").asText(),
                    one.path("phone").asText(),
                    one.path("reason").asText()));
        }
        return Columns.align(rows) + more(preview.at("/counts/skipped").asInt(), rows.size() - 1);
    }

    private static String more(int all, int shown) {
        return all > shown ? "\n… and " + (all - shown) + " more" : "";
    }

    private static String sum(JsonNode preview) {
        JsonNode counts = preview.path("counts");
        JsonNode cost = preview.path("cost");
        String budget = cost.has("budget_usd")
                ? ", of a budget of " + cost.path("budget_usd").asText() + " US dollars"
                : "";
        return counts.path("calls").asText() + " of " + counts.path("targets").asText()
                + " targets would be called, within "
                + words(Duration.ofSeconds(
                        preview.path("expected_duration_secs").asLong())) + ", for about "
                + cost.path("expected_usd").asText() + " US dollars" + budget + ".";
    }

    /** In the recipient's own time. */
    private static String time(String instant, String zone) {
        return TIME.format(Instant.parse(instant).atZone(zone.isEmpty() ? ZoneOffset.UTC : ZoneId.of(zone)));
    }

    private static String words(Duration duration) {
        long days = duration.toDays();
        String rest = duration.toHoursPart() + " h " + duration.toMinutesPart() + " min";
        return days > 0 ? days + " d " + rest : rest;
    }
}
