package dev.switchboard.mission.domain.approval;

import dev.switchboard.mission.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;

/**
 * A question to people, bound to one exact request. The first decision by somebody listed counts; nothing counts after
 * it, after the expiry, or for another request.
 *
 * @param digest SHA-256 of the request
 * @param approvers who may decide; compared without regard to case
 * @param candidates the numbers that a changed shortlist may name; empty if nothing can be changed
 * @param expiresAt no decision counts from here on
 * @param settledBy who approved, rejected or changed it
 */
public record Approval(
        String digest,
        List<String> approvers,
        List<String> candidates,
        Instant expiresAt,
        ApprovalStatus status,
        Optional<String> settledBy) {

    public Approval {
        approvers = List.copyOf(approvers);
        candidates = List.copyOf(candidates);
    }

    /** Whether that name is one of those who may decide. */
    public boolean isListed(String name) {
        return approvers.stream().anyMatch(approver -> approver.strip().equalsIgnoreCase(name.strip()));
    }

    /** Whether nobody has decided in time. */
    public boolean isOverdue(Instant now) {
        return status == ApprovalStatus.PENDING && !now.isBefore(expiresAt);
    }

    /** Ignored if it comes late or second, rejected if it breaks a rule; the reason is for the person who decided. */
    public Verdict<Approval> decide(Choice choice, Instant now) {
        if (!isListed(choice.by())) {
            return new Verdict.Rejected<>(choice.by() + " is not one of those who may decide");
        }
        Optional<String> tooLate = tooLate(now);
        if (tooLate.isPresent()) {
            return new Verdict.Ignored<>(tooLate.get());
        }
        if (!choice.digest().equals(digest)) {
            return new Verdict.Rejected<>("the request has changed since it was shown");
        }
        return change(choice)
                .<Verdict<Approval>>map(Verdict.Rejected::new)
                .orElseGet(() -> settled(choice.kind().leadsTo(), Optional.of(choice.by())));
    }

    /** Nobody decided in time. */
    public Verdict<Approval> expire(Instant now) {
        if (status != ApprovalStatus.PENDING) {
            return new Verdict.Ignored<>(standing());
        }
        return isOverdue(now)
                ? settled(ApprovalStatus.EXPIRED, Optional.empty())
                : new Verdict.Rejected<>("it may be decided until " + expiresAt);
    }

    /** Nobody needs the answer any more. */
    public Verdict<Approval> withdraw() {
        return status == ApprovalStatus.PENDING
                ? settled(ApprovalStatus.WITHDRAWN, Optional.empty())
                : new Verdict.Ignored<>(standing());
    }

    private Optional<String> tooLate(Instant now) {
        if (status != ApprovalStatus.PENDING) {
            return Optional.of(standing());
        }
        return isOverdue(now) ? Optional.of("expired at " + expiresAt) : Optional.empty();
    }

    private String standing() {
        return switch (status) {
            case PENDING -> "not decided yet";
            case APPROVED, REJECTED, CHANGED -> "already " + status.word() + " by " + settledBy.orElse("somebody");
            case EXPIRED -> "expired at " + expiresAt;
            case WITHDRAWN -> "withdrawn: the run ended first";
        };
    }

    /** What is wrong with a changed shortlist. */
    private Optional<String> change(Choice choice) {
        if (choice.kind() != Choice.Kind.CHANGED) {
            return Optional.empty();
        }
        if (candidates.isEmpty()) {
            return Optional.of("there is nothing to change here: approve or reject it");
        }
        if (choice.shortlist().isEmpty()) {
            return Optional.of("a change needs the numbers that advance instead");
        }
        return choice.shortlist().stream()
                .filter(phone -> !candidates.contains(phone))
                .findFirst()
                .map(phone -> "no candidate has the number " + phone);
    }

    private Verdict<Approval> settled(ApprovalStatus next, Optional<String> by) {
        return new Verdict.Accepted<>(new Approval(digest, approvers, candidates, expiresAt, next, by), true);
    }
}
