package dev.switchboard.notifier.domain;

import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import java.util.stream.Collectors;

/**
 * The message about an approval in words, without any markup, bounded, without whole phone numbers.
 *
 * @param question what is asked
 * @param lines what exactly, one line per fact
 * @param facts until when, and who may decide; empty once it is decided
 * @param verdict what became of it; empty while it is open
 * @param mark by which the approval and its request are known elsewhere
 * @param open whether it can still be decided, so that there are buttons
 * @param changeable whether something else can be decided than what is asked
 */
public record CardText(
        UUID approvalId,
        String question,
        List<String> lines,
        String facts,
        Optional<String> verdict,
        String mark,
        boolean open,
        boolean changeable) {

    private static final DateTimeFormatter TIME = DateTimeFormatter.ofPattern(
                    "EEE d MMM yyyy HH:mm 'UTC'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private static final int QUESTION = 500;
    private static final int PEOPLE = 300;
    private static final int WORDS = 300;
    private static final int DIGEST = 12;

    public static CardText of(Approval approval) {
        return new CardText(
                approval.id(),
                NoticeText.clip(Redacted.text(NoticeText.clean(approval.question())), QUESTION),
                RequestLines.of(approval),
                approval.isOpen() ? facts(approval) : "",
                approval.verdict().map(verdict -> verdict(approval, verdict)),
                "Approval " + approval.id() + ", request "
                        + approval.digest()
                                .substring(0, Math.min(DIGEST, approval.digest().length())),
                approval.isOpen(),
                approval.isChangeable());
    }

    /** What arrives first and rings, before anything can be decided on it. */
    public String announcement() {
        return "A decision is needed: " + question;
    }

    public String title() {
        return open ? announcement() : question;
    }

    /** The whole as plain text. */
    public String plain() {
        List<String> paragraphs = new ArrayList<>(List.of(title(), String.join("\n", lines)));
        verdict.ifPresent(paragraphs::add);
        paragraphs.add(facts);
        paragraphs.add(mark);
        return NoticeText.clip(
                paragraphs.stream().filter(part -> !part.isBlank()).collect(Collectors.joining("\n\n")),
                NoticeText.LONGEST);
    }

    private static String facts(Approval approval) {
        String people = approval.approvers().isEmpty()
                ? ""
                : " May decide: " + NoticeText.clean(String.join(", ", approval.approvers())) + ".";
        return "Until " + time(approval.expiresAt()) + "." + NoticeText.clip(people, PEOPLE);
    }

    private static String verdict(Approval approval, Verdict verdict) {
        StringBuilder text = new StringBuilder(verdict.outcome().word());
        verdict.by().ifPresent(by -> text.append(" by ").append(NoticeText.clip(NoticeText.clean(by), PEOPLE)));
        verdict.place().flatMap(CardText::where).ifPresent(text::append);
        text.append(", ").append(time(verdict.at())).append('.');
        // When it expired stands there already.
        verdict.reason()
                .filter(reason -> verdict.outcome() != Verdict.Outcome.EXPIRED)
                .map(CardText::said)
                .ifPresent(reason -> text.append(' ').append(reason));
        verdict.words()
                .map(CardText::said)
                .ifPresent(words -> text.append(" “").append(words).append('”'));
        if (!verdict.shortlist().isEmpty()) {
            Candidates all = approval.candidates();
            text.append("\nAdvancing instead: ")
                    .append(verdict.shortlist().stream().map(all::shown).collect(Collectors.joining(", ")));
        }
        return NoticeText.clip(text.toString(), QUESTION + WORDS);
    }

    private static Optional<String> where(String place) {
        return switch (place) {
            case "slack" -> Optional.of(" in Slack");
            case "telegram" -> Optional.of(" in Telegram");
            case "api" -> Optional.of(" by the API");
            default -> Optional.empty();
        };
    }

    private static String said(String words) {
        return NoticeText.clip(Redacted.text(NoticeText.clean(words)), WORDS);
    }

    private static String time(Instant at) {
        return TIME.format(at);
    }
}
