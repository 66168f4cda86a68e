package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.application.Approvals.Settlement;
import dev.switchboard.mission.domain.approval.ApprovalStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Keeps what became of an approval and tells it: in its row, to whoever asked people, and among the run's events. */
@ApplicationScoped
public class RecordAnswer {

    private final Approvals approvals;
    private final RunEvents events;
    private final Outbox outbox;
    private final MissionClock clock;

    RecordAnswer(Approvals approvals, RunEvents events, Outbox outbox, MissionClock clock) {
        this.approvals = approvals;
        this.events = events;
        this.outbox = outbox;
        this.clock = clock;
    }

    /** A decision that counts. */
    Uni<Void> decided(Mutiny.Session session, AskedApproval settled, HeardDecision heard) {
        Settlement settlement = new Settlement(
                Optional.of(heard.by()),
                Optional.of(heard.channel()),
                Optional.of(heard.decisionId()),
                heard.words(),
                heard.shortlist(),
                Optional.empty(),
                clock.instant());
        return approvals
                .settle(session, settled, settlement)
                .chain(() -> tell(session, settled, true, Optional.of(heard), Optional.empty()));
    }

    /** A decision that changes nothing, and why. */
    Uni<Void> refused(Mutiny.Session session, AskedApproval asked, HeardDecision heard, String reason) {
        return tell(session, asked, false, Optional.of(heard), Optional.of(reason));
    }

    /** Nobody decides it any more, and why. */
    Uni<Void> closed(Mutiny.Session session, AskedApproval settled, String reason) {
        Settlement settlement = new Settlement(
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                List.of(),
                Optional.of(reason),
                clock.instant());
        return approvals
                .settle(session, settled, settlement)
                .chain(() -> tell(session, settled, true, Optional.empty(), Optional.of(reason)));
    }

    private Uni<Void> tell(
            Mutiny.Session session,
            AskedApproval asked,
            boolean counted,
            Optional<HeardDecision> heard,
            Optional<String> reason) {
        ApprovalAnswered answered = new ApprovalAnswered(
                asked.id(),
                asked.account(),
                asked.missionId(),
                asked.runId(),
                asked.approval().digest(),
                counted,
                status(asked.approval().status()),
                heard.map(decision ->
                        ApprovalDecided.Decision.valueOf(decision.kind().name())),
                heard.map(HeardDecision::by),
                heard.map(HeardDecision::channel),
                heard.map(HeardDecision::decisionId),
                heard.flatMap(HeardDecision::words),
                heard.map(HeardDecision::shortlist).orElse(List.of()),
                reason,
                clock.instant());
        OutgoingEvent event = new OutgoingEvent(
                Topic.APPROVAL_ANSWERED,
                asked.account(),
                asked.id().toString(),
                asked.runId(),
                answered,
                heard.flatMap(HeardDecision::cause));
        return outbox.add(session, event)
                .chain(() -> asked.runId()
                        .map(run -> tell(session, run, asked, answered))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    private Uni<Void> tell(Mutiny.Session session, UUID runId, AskedApproval asked, ApprovalAnswered answered) {
        ObjectNode body = RunEvent.details()
                .put("approval_id", asked.id().toString())
                .put("action", asked.action().word())
                .put("digest", answered.digest())
                .put("counted", answered.counted())
                .put("status", asked.approval().status().word());
        answered.decision()
                .ifPresent(decision -> body.put(
                        "decision", EventJson.mapper().valueToTree(decision).asText()));
        answered.decidedBy().ifPresent(by -> body.put("decided_by", by));
        answered.channel().ifPresent(channel -> body.put("channel", channel));
        answered.decisionId().ifPresent(id -> body.put("decision_id", id.toString()));
        answered.words().ifPresent(words -> body.put("words", words));
        answered.reason().ifPresent(reason -> body.put("reason", reason));
        if (!answered.shortlist().isEmpty()) {
            answered.shortlist().forEach(body.putArray("shortlist")::add);
        }
        RunEvent event = new RunEvent(RunEvent.APPROVAL_ANSWERED, body);
        return events.add(
                session, runId, List.of(answered.decidedBy().map(event::by).orElse(event)));
    }

    private static ApprovalAnswered.Status status(ApprovalStatus status) {
        return ApprovalAnswered.Status.valueOf(status.name());
    }
}
