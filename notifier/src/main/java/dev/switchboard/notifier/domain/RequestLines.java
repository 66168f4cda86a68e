package dev.switchboard.notifier.domain;

import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What exactly is asked for, one line per fact, bounded. Phone numbers are shortened to their last digits. */
final class RequestLines {

    private static final int MOST_LINES = 30;
    private static final int LINE = 300;
    /** Together; a message of Telegram holds 4096 with everything around it. */
    private static final int ALL = 2400;

    private static final int DEEPEST = 4;

    private final List<String> lines = new ArrayList<>();

    private RequestLines() {}

    static List<String> of(Approval approval) {
        RequestLines request = new RequestLines();
        if (approval.asksForShortlist()) {
            request.shortlist(approval);
        } else {
            approval.request().forEach((name, value) -> request.add(words(name), value, 1));
        }
        return request.bounded();
    }

    private void shortlist(Approval approval) {
        Candidates all = approval.candidates();
        int place = 0;
        for (Candidate candidate : approval.shortlist().all()) {
            place++;
            String reason = candidate.reason().isEmpty() ? "" : ": " + candidate.reason();
            lines.add(place + ". " + all.shown(candidate) + reason);
        }
    }

    private void add(String name, Object value, int depth) {
        if (value == null) {
            return;
        }
        if (value instanceof Map<?, ?> fields && depth < DEEPEST) {
            fields.forEach((field, inner) -> add(name + ", " + words(field), inner, depth + 1));
        } else if (value instanceof Collection<?> entries && !entries.isEmpty() && people(entries)) {
            Candidates named = Candidates.of(List.copyOf(entries));
            named.all().forEach(person -> lines.add(name + ": " + named.shown(person)));
        } else if (value instanceof Collection<?> entries && !entries.isEmpty() && records(entries)) {
            entries.forEach(entry -> lines.add(name + ": " + inOneLine((Map<?, ?>) entry)));
        } else if (value instanceof Collection<?> entries) {
            String listed = entries.stream().map(String::valueOf).collect(Collectors.joining(", "));
            lines.add(name + ": " + listed);
        } else {
            lines.add(name + ": " + value);
        }
    }

    private static boolean people(Collection<?> entries) {
        return entries.stream()
                .allMatch(entry -> entry instanceof Map<?, ?> fields && fields.get("phone") instanceof String);
    }

    private static boolean records(Collection<?> entries) {
        return entries.stream().allMatch(entry -> entry instanceof Map<?, ?>);
    }

    private static String inOneLine(Map<?, ?> fields) {
        return fields.entrySet().stream()
                .map(field -> words(field.getKey()) + " " + field.getValue())
                .collect(Collectors.joining(", "));
    }

    private static String words(Object field) {
        return String.valueOf(field).replace('_', ' ');
    }

    private List<String> bounded() {
        List<String> shown = new ArrayList<>();
        int length = 0;
        for (String line : lines) {
            String one = NoticeText.clip(Redacted.text(NoticeText.clean(line)), LINE);
            if (shown.size() == MOST_LINES || length + one.length() > ALL) {
                shown.add("and " + (lines.size() - shown.size()) + " more; the API shows the whole request");
                return shown;
            }
            shown.add(one);
            length += one.length() + 1;
        }
        return shown;
    }
}
