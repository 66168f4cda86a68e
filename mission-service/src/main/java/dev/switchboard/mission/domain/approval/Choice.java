package dev.switchboard.mission.domain.approval;

import java.util.List;

/**
 * What somebody decided.
 *
 * @param kind approved, rejected or changed
 * @param by who, by the name that approvers are configured with
 * @param digest of the request as they were shown it
 * @param shortlist with {@link Kind#CHANGED}: the numbers that advance instead
 */
public record Choice(Kind kind, String by, String digest, List<String> shortlist) {

    /** The decision. */
    public enum Kind {
        APPROVED(ApprovalStatus.APPROVED),
        REJECTED(ApprovalStatus.REJECTED),
        CHANGED(ApprovalStatus.CHANGED);

        private final ApprovalStatus leadsTo;

        Kind(ApprovalStatus leadsTo) {
            this.leadsTo = leadsTo;
        }

        ApprovalStatus leadsTo() {
            return leadsTo;
        }
    }

    public Choice {
        shortlist = List.copyOf(shortlist);
    }
}
