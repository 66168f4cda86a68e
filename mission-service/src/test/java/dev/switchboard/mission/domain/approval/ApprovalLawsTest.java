package dev.switchboard.mission.domain.approval;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Verdict;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.Combinators;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;

/** Whatever the order and repetition of decisions, expiry and withdrawal. */
class ApprovalLawsTest {

    private static final Instant ASKED = Instant.parse("2026-03-02T16:00:00Z");
    private static final Instant EXPIRY = ASKED.plusSeconds(100);
    private static final String DIGEST = "shown";
    private static final Set<String> LISTED = Set.of("dana", "kim");

    /** What happens to an approval, so many seconds after it was asked. */
    private record Happening(Optional<Choice> choice, boolean withdrawn, int second) {

        Verdict<Approval> to(Approval approval) {
            Instant now = ASKED.plusSeconds(second);
            return choice.map(decided -> approval.decide(decided, now))
                    .orElseGet(() -> withdrawn ? approval.withdraw() : approval.expire(now));
        }
    }

    @Property
    void oneAtMostCounts(@ForAll("happenings") List<Happening> happenings) {
        assertThat(counted(happenings)).hasSizeLessThanOrEqualTo(1);
    }

    @Property
    void onlyListedPeopleCountForTheRequestTheySawInTime(@ForAll("happenings") List<Happening> happenings) {
        assertThat(counted(happenings))
                .allSatisfy(happening -> happening.choice().ifPresent(choice -> {
                    assertThat(LISTED).contains(choice.by().toLowerCase(Locale.ROOT));
                    assertThat(choice.digest()).isEqualTo(DIGEST);
                    assertThat(happening.second()).isLessThan(100);
                    if (choice.kind() == Choice.Kind.CHANGED) {
                        assertThat(choice.shortlist()).isNotEmpty().isSubsetOf("+13125550101");
                    }
                }));
    }

    @Property
    void whatIsSettledStaysAsItIs(@ForAll("happenings") List<Happening> happenings) {
        Approval approval = pending();
        for (Happening happening : happenings) {
            Verdict<Approval> verdict = happening.to(approval);
            if (approval.status() != ApprovalStatus.PENDING) {
                assertThat(verdict.accepted()).isEmpty();
            }
            approval = verdict.accepted().orElse(approval);
        }
    }

    private static List<Happening> counted(List<Happening> happenings) {
        List<Happening> counted = new ArrayList<>();
        Approval approval = pending();
        for (Happening happening : happenings) {
            Optional<Approval> changed = happening.to(approval).accepted();
            if (changed.isPresent()) {
                counted.add(happening);
                approval = changed.get();
            }
        }
        return counted;
    }

    private static Approval pending() {
        return new Approval(
                DIGEST, List.copyOf(LISTED), List.of("+13125550101"), EXPIRY, ApprovalStatus.PENDING, Optional.empty());
    }

    @Provide
    Arbitrary<List<Happening>> happenings() {
        Arbitrary<Choice> choices = Combinators.combine(
                        Arbitraries.of(Choice.Kind.values()),
                        Arbitraries.of("dana", "Kim", "eve", "slack:U1", ""),
                        Arbitraries.of(DIGEST, "another"),
                        Arbitraries.of(List.<String>of(), List.of("+13125550101"), List.of("+13125550999")))
                .as(Choice::new);
        return Combinators.combine(
                        choices.optional(0.8),
                        Arbitraries.of(true, false),
                        Arbitraries.integers().between(0, 150))
                .as(Happening::new)
                .list()
                .ofMaxSize(12);
    }
}
