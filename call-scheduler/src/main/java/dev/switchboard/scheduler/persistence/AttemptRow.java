package dev.switchboard.scheduler.persistence;

import dev.switchboard.calling.Outcome;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.TelnyxIds;
import dev.switchboard.scheduler.domain.Via;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "attempt")
class AttemptRow {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID callId;

    @Column(updatable = false)
    private UUID runId;

    @Column(updatable = false)
    private String account;

    @Column(updatable = false)
    private String assistantId;

    @Column(updatable = false)
    private String fromNumber;

    @Column(updatable = false)
    private String phone;

    @Column(updatable = false)
    private int number;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Via via;

    @Enumerated(EnumType.STRING)
    private AttemptState state;

    /** Written by SQL only. All columns are mapped, because rows are also read by {@code select *}. */
    @Column(insertable = false, updatable = false)
    private int placings;

    @Column(updatable = false)
    private Instant intentAt;

    @Column(updatable = false)
    private Instant scheduledFor;

    private Instant acceptedAt;
    private String scheduledEventId;
    private String callControlId;
    private String callSessionId;
    private String conversationId;
    private Integer conversationSecs;
    private boolean machine;
    private Instant startedAt;
    private Instant answeredAt;
    private Instant endedAt;

    @Enumerated(EnumType.STRING)
    private Outcome outcome;

    private boolean voicemailLeft;

    private Instant lookAt;
    private int looks;
    private Instant leaseUntil;

    Attempt read() {
        return new Attempt(
                id,
                callId,
                runId,
                account,
                assistantId,
                fromNumber,
                phone,
                number,
                via,
                state,
                intentAt,
                scheduledFor,
                new TelnyxIds(
                        Optional.ofNullable(scheduledEventId),
                        Optional.ofNullable(callControlId),
                        Optional.ofNullable(callSessionId),
                        Optional.ofNullable(conversationId)),
                new Attempt.Progress(
                        Optional.ofNullable(acceptedAt),
                        Optional.ofNullable(startedAt),
                        Optional.ofNullable(answeredAt),
                        machine,
                        Optional.ofNullable(conversationSecs),
                        Optional.ofNullable(endedAt),
                        Optional.ofNullable(outcome),
                        voicemailLeft),
                lookAt,
                looks);
    }

    /** Whoever has learnt something about an attempt is done with it: its lease ends. */
    void take(Attempt attempt) {
        state = attempt.state();
        acceptedAt = attempt.progress().acceptedAt().orElse(null);
        scheduledEventId = attempt.telnyx().scheduledEventId().orElse(null);
        callControlId = attempt.telnyx().callControlId().orElse(null);
        callSessionId = attempt.telnyx().callSessionId().orElse(null);
        conversationId = attempt.telnyx().conversationId().orElse(null);
        conversationSecs = attempt.progress().conversationSecs().orElse(null);
        machine = attempt.progress().machine();
        startedAt = attempt.progress().startedAt().orElse(null);
        answeredAt = attempt.progress().answeredAt().orElse(null);
        endedAt = attempt.progress().endedAt().orElse(null);
        outcome = attempt.progress().outcome().orElse(null);
        voicemailLeft = attempt.progress().voicemailLeft();
        lookAt = attempt.lookAt();
        looks = attempt.looks();
        leaseUntil = Instant.EPOCH;
    }
}
