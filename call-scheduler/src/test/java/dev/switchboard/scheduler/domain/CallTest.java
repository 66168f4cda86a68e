package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.calling.CallingHours;
import dev.switchboard.calling.Outcome;
import dev.switchboard.calling.Recipients;
import dev.switchboard.calling.RetryCell;
import dev.switchboard.calling.Terms;
import dev.switchboard.calling.TimesOfDay;
import dev.switchboard.calling.VoicemailMessage;
import java.time.Duration;
import java.time.Instant;
import java.time.ZoneId;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.Arbitraries;
import net.jqwik.api.Arbitrary;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.Provide;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CallTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final ZoneId CHICAGO = ZoneId.of("America/Chicago");
    private static final Duration MARGIN = Duration.ofMinutes(1);
    private static final Duration PATIENCE = Duration.ofHours(24);

    private static Terms terms(Recipients recipients, Optional<Instant> deadline) {
        List<ZoneId> zones = List.of(CHICAGO);
        CallingHours hours = CallingHours.forCall(recipients, Optional.empty(), Optional.empty(), zones);
        return new Terms(recipients, recipients.retries(), hours, zones, deadline, true, VoicemailMessage.NONE);
    }

    private static Call call(CallState state, boolean cancelled) {
        return new Call(
                new UUID(0, 1),
                new UUID(0, 2),
                "default",
                state,
                NOW,
                1,
                Optional.of(new UUID(0, 3)),
                Map.of(),
                Optional.empty(),
                0,
                cancelled,
                Optional.empty(),
                TimesOfDay.NONE,
                false);
    }

    private static Call.Next ended(Call call, Outcome outcome, Terms terms) {
        return call.attemptEnded(outcome, NOW, terms, MARGIN, PATIENCE).next().orElseThrow();
    }

    @Test
    void aRetryWaitsForTheWindow() {
        Instant fourInTheAfternoon = Instant.parse("2026-03-02T22:45:00Z");
        Call.Next next = call(CallState.ATTEMPTING, false)
                .attemptEnded(
                        Outcome.BUSY, fourInTheAfternoon, terms(Recipients.SERVICE, Optional.empty()), MARGIN, PATIENCE)
                .next()
                .orElseThrow();

        assertThat(next.nextAttemptAt()).contains(Instant.parse("2026-03-03T15:00:00Z"));
        assertThat(next.call().state()).isEqualTo(CallState.QUEUED);
    }

    @Test
    void noRetryBeyondTheDeadline() {
        Call.Next next = ended(
                call(CallState.ATTEMPTING, false),
                Outcome.BUSY,
                terms(Recipients.SERVICE, Optional.of(NOW.plusSeconds(60))));

        assertThat(next.giveup()).contains(Call.Giveup.NO_WINDOW);
        assertThat(next.nextAttemptAt()).isEmpty();
    }

    @Test
    void nothingFollowsACancelledCall() {
        Call.Next next =
                ended(call(CallState.ATTEMPTING, true), Outcome.BUSY, terms(Recipients.SERVICE, Optional.empty()));

        assertThat(next.giveup()).contains(Call.Giveup.CANCELLED);
        assertThat(next.call().state()).isEqualTo(CallState.CANCELLED);
    }

    @Test
    void aProfessionalIsLeftAloneForTheDayOnceReached() {
        Terms terms = terms(Recipients.PROFESSIONAL, Optional.empty());

        assertThat(terms.leavingAlone(Optional.of(NOW), NOW.plusSeconds(3600)))
                .isEqualTo(Instant.parse("2026-03-03T06:00:00Z"));
        assertThat(terms.leavingAlone(Optional.of(NOW.minus(Duration.ofDays(1))), NOW))
                .isEqualTo(NOW);
        assertThat(terms(Recipients.SERVICE, Optional.empty()).leavingAlone(Optional.of(NOW), NOW))
                .isEqualTo(NOW);
    }

    @Property
    void noOutcomeIsTriedMoreOftenThanItsTableAllows(
            @ForAll Recipients recipients, @ForAll("endings") @Size(max = 60) List<Outcome> endings) {
        Terms terms = terms(recipients, Optional.empty());
        Call call = call(CallState.ATTEMPTING, false);
        Instant now = NOW;
        int attempts = 1;
        for (Outcome ending : endings) {
            Call.Next next = follow(call, ending, now, terms);
            if (next.nextAttemptAt().isEmpty()) {
                assertThat(next.giveup()).contains(Call.Giveup.RETRIES_USED_UP);
                assertThat(next.call().state().isFinal()).isTrue();
                break;
            }
            now = next.nextAttemptAt().get();
            assertThat(terms.hours().isOpen(now)).isTrue();
            attempts++;
            call = attempting(next.call());
        }
        int allowed = recipients.retries().cells().values().stream()
                .mapToInt(RetryCell::max)
                .sum();
        assertThat(attempts).isLessThanOrEqualTo(1 + allowed);
        call.retriesUsed()
                .forEach((outcome, used) -> assertThat(used)
                        .isLessThanOrEqualTo(recipients.retries().cell(outcome).max()));
    }

    private static Call.Next follow(Call call, Outcome ending, Instant now, Terms terms) {
        if (ending != Outcome.EMPTY_INSIGHT) {
            return call.attemptEnded(ending, now, terms, MARGIN, PATIENCE)
                    .next()
                    .orElseThrow();
        }
        return call.attemptEnded(Outcome.COMPLETED, now, terms, MARGIN, PATIENCE)
                .next()
                .orElseThrow()
                .call()
                .insightUseless(Outcome.EMPTY_INSIGHT, now, now, terms, MARGIN)
                .next()
                .orElseThrow();
    }

    private static Call attempting(Call queued) {
        return new Call(
                queued.id(),
                queued.runId(),
                queued.account(),
                CallState.ATTEMPTING,
                queued.dueAt(),
                queued.attempts() + 1,
                queued.attemptId(),
                queued.retriesUsed(),
                queued.lastOutcome(),
                0,
                false,
                Optional.empty(),
                queued.inVain(),
                queued.suppressed());
    }

    @Provide
    Arbitrary<List<Outcome>> endings() {
        return Arbitraries.of(Outcome.class)
                .filter(outcome -> outcome != Outcome.COMPLETED)
                .list()
                .ofMaxSize(60);
    }
}
