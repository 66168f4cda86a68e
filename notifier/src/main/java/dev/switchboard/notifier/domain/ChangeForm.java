package dev.switchboard.notifier.domain;

import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Candidates to choose from, those of the shortlist chosen already.
 *
 * @param options as many as a form holds; an option's position is the candidate's
 */
public record ChangeForm(UUID approvalId, String question, List<Option> options, int left) {

    /** What Slack takes in one list. */
    private static final int MOST = 100;

    private static final int QUESTION = 500;

    public record Option(int position, String text, boolean chosen) {}

    public static ChangeForm of(Approval approval) {
        Candidates candidates = approval.candidates();
        List<String> shortlisted =
                approval.shortlist().all().stream().map(Candidate::phone).toList();
        List<Option> options = new ArrayList<>();
        for (Candidate candidate : candidates.all()) {
            if (options.size() < MOST) {
                options.add(new Option(
                        options.size(), candidates.shown(candidate), shortlisted.contains(candidate.phone())));
            }
        }
        return new ChangeForm(
                approval.id(),
                NoticeText.clip(Redacted.text(NoticeText.clean(approval.question())), QUESTION),
                List.copyOf(options),
                candidates.all().size() - options.size());
    }
}
