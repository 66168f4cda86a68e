package dev.switchboard.notifier.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Collectors;

/**
 * A notice in words, without any markup. Every part is of bounded length and has no control characters, whatever an
 * assistant or a called person has put into it.
 *
 * @param recommended one line each
 */
public record NoticeText(String title, String summary, List<String> recommended, String counts) {

    /** What Telegram takes in one message is 4096; the whole of a notice stays below it. */
    static final int LONGEST = 4000;

    private static final int LISTED = 10;
    private static final int MISSION = 150;
    private static final int SUMMARY = 1500;
    private static final int NAME = 80;
    private static final int HEADLINE = 40;
    private static final int COUNTS = 300;

    public static NoticeText of(CompletionNotice notice) {
        return new NoticeText(
                clip(clean(notice.mission()), MISSION) + " " + notice.ending().words(),
                clip(clean(notice.summary()), SUMMARY),
                recommended(notice.recommended()),
                clip(clean(counts(notice)), COUNTS));
    }

    /** The whole as plain text. */
    public String plain() {
        List<String> paragraphs = new ArrayList<>();
        paragraphs.add(title);
        paragraphs.add(summary);
        if (!recommended.isEmpty()) {
            paragraphs.add("Recommended:\n" + String.join("\n", recommended));
        }
        paragraphs.add(counts);
        return clip(paragraphs.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n")), LONGEST);
    }

    private static List<String> recommended(List<CompletionNotice.Recommendation> all) {
        List<String> lines =
                all.stream().limit(LISTED).map(NoticeText::line).collect(Collectors.toCollection(ArrayList::new));
        if (all.size() > LISTED) {
            lines.add("and " + (all.size() - LISTED) + " more");
        }
        return lines;
    }

    private static String line(CompletionNotice.Recommendation recommendation) {
        String head = clip(clean(recommendation.rank()), 6) + ". " + clip(clean(recommendation.name()), NAME);
        if (recommendation.headlines().isEmpty()) {
            return head;
        }
        return head
                + recommendation.headlines().stream()
                        .map(headline -> clip(clean(headline), HEADLINE))
                        .collect(Collectors.joining(", ", ": ", ""));
    }

    private static String counts(CompletionNotice notice) {
        return notice.counts().entrySet().stream()
                .map(count -> count.getKey() + " " + count.getValue())
                .collect(Collectors.joining(", "));
    }

    /** One line: no line breaks, no control characters, none that turn the direction of writing. */
    static String clean(String text) {
        return text.replaceAll("[\\u202A-\\u202E\\u2066-\\u2069]", "")
                .replaceAll("[\\p{Cc}\\p{Z}]+", " ")
                .strip();
    }

    /** At most {@code longest} characters, an ellipsis included; never half of a surrogate pair. */
    static String clip(String text, int longest) {
        if (text.length() <= longest) {
            return text;
        }
        int end = longest - 1;
        return text.substring(0, Character.isHighSurrogate(text.charAt(end - 1)) ? end - 1 : end) + "…";
    }
}
