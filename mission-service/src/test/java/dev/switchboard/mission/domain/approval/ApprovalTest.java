package dev.switchboard.mission.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Verdict;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class ApprovalTest {

    private static final Instant EXPIRY = Instant.parse("2026-03-03T16:00:00Z");
    private static final Instant IN_TIME = EXPIRY.minusSeconds(1);
    private static final String DIGEST = "d1";
    private static final List<String> CANDIDATES = List.of("+13125550101", "+13125550102");

    private final Approval pending =
            new Approval(DIGEST, List.of("dana", "Kim"), CANDIDATES, EXPIRY, ApprovalStatus.PENDING, Optional.empty());

    @Test
    void firstDecisionCounts() {
        Approval approved = accepted(pending.decide(approves("dana"), IN_TIME));

        assertThat(approved.status()).isEqualTo(ApprovalStatus.APPROVED);
        assertThat(approved.settledBy()).contains("dana");
    }

    @Test
    void secondDecisionIsToldWhoWasFirst() {
        Approval approved = accepted(pending.decide(approves("dana"), IN_TIME));

        assertThat(approved.decide(decision(Choice.Kind.REJECTED, "kim"), IN_TIME))
                .isEqualTo(new Verdict.Ignored<>("already approved by dana"));
    }

    @Test
    void lateDecisionIsToldWhenTimeWasUp() {
        assertThat(pending.decide(approves("dana"), EXPIRY))
                .isEqualTo(new Verdict.Ignored<>("expired at 2026-03-03T16:00:00Z"));
    }

    @Test
    void namesAreComparedWithoutRegardToCase() {
        assertThat(accepted(pending.decide(approves("KIM"), IN_TIME)).settledBy())
                .contains("KIM");
    }

    @Test
    void somebodyUnlistedIsRefused() {
        assertThat(pending.decide(approves("slack:U1"), IN_TIME))
                .isEqualTo(new Verdict.Rejected<>("slack:U1 is not one of those who may decide"));
    }

    @Test
    void anotherRequestIsNotDecided() {
        Choice other = new Choice(Choice.Kind.APPROVED, "dana", "d2", List.of());

        assertThat(pending.decide(other, IN_TIME))
                .isEqualTo(new Verdict.Rejected<>("the request has changed since it was shown"));
    }

    @Test
    void changeNamesCandidatesOnly() {
        assertThat(accepted(pending.decide(changes(List.of("+13125550102")), IN_TIME))
                        .status())
                .isEqualTo(ApprovalStatus.CHANGED);
        assertThat(pending.decide(changes(List.of()), IN_TIME).refusal())
                .contains("a change needs the numbers that advance instead");
        assertThat(pending.decide(changes(List.of("+13125550199")), IN_TIME).refusal())
                .contains("no candidate has the number +13125550199");
    }

    @Test
    void whatHasNoCandidatesCannotBeChanged() {
        Approval plan =
                new Approval(DIGEST, List.of("dana"), List.of(), EXPIRY, ApprovalStatus.PENDING, Optional.empty());

        assertThat(plan.decide(changes(List.of("+13125550102")), IN_TIME).refusal())
                .contains("there is nothing to change here: approve or reject it");
    }

    @Test
    void expiresWhenTimeIsUpAndNotBefore() {
        assertThat(pending.expire(IN_TIME)).isInstanceOf(Verdict.Rejected.class);
        assertThat(accepted(pending.expire(EXPIRY)).status()).isEqualTo(ApprovalStatus.EXPIRED);
    }

    @Test
    void withdrawnIsNotDecidedAnyMore() {
        Approval withdrawn = accepted(pending.withdraw());

        assertThat(withdrawn.decide(approves("dana"), IN_TIME).refusal()).contains("withdrawn: the run ended first");
        assertThat(withdrawn.expire(EXPIRY)).isInstanceOf(Verdict.Ignored.class);
    }

    private static Choice approves(String by) {
        return decision(Choice.Kind.APPROVED, by);
    }

    private static Choice decision(Choice.Kind kind, String by) {
        return new Choice(kind, by, DIGEST, List.of());
    }

    private static Choice changes(List<String> shortlist) {
        return new Choice(Choice.Kind.CHANGED, "dana", DIGEST, shortlist);
    }

    private static Approval accepted(Verdict<Approval> verdict) {
        return verdict.accepted().orElseThrow(() -> new AssertionError(verdict));
    }
}
