package dev.switchboard.notifier.domain;

import dev.switchboard.notifier.domain.Response.Decision;
import java.util.List;
import java.util.Optional;

/** What a callback means for an approval. */
public final class CallbackPolicy {

    /** Longer words are cut; who needs more has a mission to write. */
    private static final int WORDS = 500;

    private static final String HOW_TO_CHANGE =
            "Reply to this message with the names or numbers of those who advance, one per line.";

    private CallbackPolicy() {}

    public static Response respond(Approval approval, Callback callback) {
        return switch (callback.move()) {
            case APPROVE -> decided(Decision.APPROVED);
            case REJECT -> decided(Decision.REJECTED);
            case ASK_TO_CHANGE -> wantsChange(approval, callback);
            case CHOOSE -> chosen(approval, callback.chosen());
            case SAY -> said(approval, callback.said());
        };
    }

    private static Response decided(Decision decision) {
        return new Response.Decided(decision, List.of(), Optional.empty());
    }

    private static Response wantsChange(Approval approval, Callback callback) {
        if (!approval.isChangeable()) {
            return notChangeable();
        }
        if (!approval.isOpen()) {
            return closed(approval);
        }
        return callback.trigger().isEmpty()
                ? new Response.Answered(HOW_TO_CHANGE)
                : new Response.Asked(callback.trigger());
    }

    private static Response chosen(Approval approval, List<Integer> positions) {
        if (!approval.isChangeable()) {
            return notChangeable();
        }
        Candidates candidates = approval.candidates();
        List<String> phones = positions.stream()
                .distinct()
                .flatMap(position -> candidates.at(position).stream())
                .map(Candidate::phone)
                .toList();
        if (phones.isEmpty() || phones.size() < positions.stream().distinct().count()) {
            return new Response.Answered("Nothing was changed: choose from the list, at least one.");
        }
        return new Response.Decided(Decision.CHANGED, phones, Optional.empty());
    }

    /** People may also just talk below a message: what names candidates only is a decision, nothing else is. */
    private static Response said(Approval approval, String words) {
        if (!approval.isChangeable()) {
            return new Response.Ignored("a reply to something that can be approved or rejected only");
        }
        Candidates.Chosen chosen = approval.candidates().named(words);
        if (chosen.isClear()) {
            return new Response.Decided(
                    Decision.CHANGED, chosen.phones(), Optional.of(NoticeText.clip(words.strip(), WORDS)));
        }
        if (!approval.isOpen()) {
            return new Response.Ignored("talk below a closed approval");
        }
        String unclear = chosen.unclear().isEmpty() ? "nobody" : "“" + String.join("”, “", chosen.unclear()) + "”";
        return new Response.Answered(NoticeText.clip(
                "Nothing was changed: I could not tell who is meant by " + unclear
                        + ". Reply with whole names or numbers from the list of candidates, one per line.",
                WORDS));
    }

    private static Response notChangeable() {
        return new Response.Answered("This can be approved or rejected, not changed.");
    }

    private static Response closed(Approval approval) {
        return new Response.Answered("Nothing was changed: "
                + approval.verdict()
                        .map(verdict -> verdict.outcome().word().toLowerCase(java.util.Locale.ROOT))
                        .orElse("closed")
                + " already.");
    }
}
