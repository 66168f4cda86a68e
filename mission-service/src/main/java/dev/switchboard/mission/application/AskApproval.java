package dev.switchboard.mission.application;

import com.fasterxml.jackson.core.type.TypeReference;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.approval.Approval;
import dev.switchboard.mission.domain.approval.ApprovalStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Asks people: the approval, its event and the waiting of the run commit together. Nothing of the run goes on before
 * somebody has decided, the approval has expired, or the run has ended.
 */
@ApplicationScoped
public class AskApproval {

    private static final Logger LOG = Logger.getLogger(AskApproval.class);

    private final Approvals approvals;
    private final ApprovalRules rules;
    private final Runs runs;
    private final EndRun endRun;
    private final RunEvents events;
    private final MirrorQueue mirror;
    private final Outbox outbox;
    private final MissionClock clock;
    private final Ids ids;

    AskApproval(
            Approvals approvals,
            ApprovalRules rules,
            Runs runs,
            EndRun endRun,
            RunEvents events,
            MirrorQueue mirror,
            Outbox outbox,
            MissionClock clock,
            Ids ids) {
        this.approvals = approvals;
        this.rules = rules;
        this.runs = runs;
        this.endRun = endRun;
        this.events = events;
        this.mirror = mirror;
        this.outbox = outbox;
        this.clock = clock;
        this.ids = ids;
    }

    /**
     * Asks about a run that is locked; the run awaits the answer and is saved here, with every change its state holds.
     * If nobody may decide, the run fails instead. Does nothing if the run's end is decided.
     */
    public Uni<Void> ask(Mutiny.Session session, RunState run, Question question) {
        if (run.ends()) {
            return Uni.createFrom().voidItem();
        }
        if (rules.approvers(run.account()).isEmpty()) {
            return runs.save(session, run)
                    .chain(() -> endRun.end(
                            session,
                            run.id(),
                            RunStatus.FAILED,
                            question.action().word() + " needs an approval, and " + nobodyMayDecide(run.account())));
        }
        AskedApproval asked = asked(run.account(), Optional.of(run), question);
        LOG.infof(
                "run awaits an approval: %s. missionId=%s runId=%s approvalId=%s",
                question.action().word(), run.missionId(), run.id(), asked.id());
        return runs.save(session, run.awaitingApproval())
                .chain(() -> approvals.add(session, asked))
                .chain(() -> outbox.add(session, requested(asked)))
                .chain(() -> tell(session, run, asked));
    }

    /** Asks about an action that no mission needs; empty if nobody may decide. */
    Uni<Optional<UUID>> ask(Mutiny.Session session, String account, Question question) {
        if (rules.approvers(account).isEmpty()) {
            return Uni.createFrom().item(Optional.empty());
        }
        AskedApproval asked = asked(account, Optional.empty(), question);
        return approvals
                .add(session, asked)
                .chain(() -> outbox.add(session, requested(asked)))
                .replaceWith(Optional.of(asked.id()));
    }

    /** The reason when an account has no approvers, and what to do about it. */
    static String nobodyMayDecide(String account) {
        return "nobody may decide for account '" + account + "': switchboard.accounts." + account
                + ".approvers names nobody";
    }

    private AskedApproval asked(String account, Optional<RunState> run, Question question) {
        Instant now = clock.instant();
        return new AskedApproval(
                ids.next(),
                account,
                run.map(RunState::missionId),
                run.map(RunState::id),
                question.action(),
                question.text(),
                question.request(),
                now,
                run.map(RunState::status),
                new Approval(
                        question.digest(),
                        rules.approvers(account),
                        candidates(question),
                        now.plus(rules.expiry(account)),
                        ApprovalStatus.PENDING,
                        Optional.empty()));
    }

    static List<String> candidates(Question question) {
        List<String> phones = new ArrayList<>();
        if (question.action() == ApprovalAction.ROUND_ADVANCE) {
            question.request()
                    .path("candidates")
                    .forEach(candidate -> phones.add(candidate.path("phone").asText()));
        }
        return phones;
    }

    private static OutgoingEvent requested(AskedApproval asked) {
        ApprovalRequested requested = new ApprovalRequested(
                asked.id(),
                asked.missionId(),
                asked.runId(),
                asked.account(),
                asked.action().word(),
                asked.question(),
                asked.approval().digest(),
                EventJson.mapper().convertValue(asked.request(), new TypeReference<>() {}),
                asked.approval().approvers(),
                asked.requestedAt(),
                asked.approval().expiresAt());
        return new OutgoingEvent(
                Topic.APPROVAL_REQUESTED,
                asked.account(),
                asked.id().toString(),
                asked.runId(),
                requested,
                Optional.empty());
    }

    private Uni<Void> tell(Mutiny.Session session, RunState run, AskedApproval asked) {
        ObjectNode body = RunEvent.details()
                .put("approval_id", asked.id().toString())
                .put("action", asked.action().word())
                .put("question", asked.question())
                .put("digest", asked.approval().digest())
                .put("expires_at", asked.approval().expiresAt().toString());
        asked.approval().approvers().forEach(body.putArray("approvers")::add);
        List<RunEvent> told = List.of(
                RunEvent.status(RunStatus.AWAITING_APPROVAL, Optional.of(asked.question())),
                new RunEvent(RunEvent.APPROVAL_REQUESTED, body));
        return events.add(session, run.id(), told).chain(() -> mirror.add(session, run.id(), mirrored(run)));
    }

    /** Telnyx knows no run that awaits an approval: one that has begun is shown as paused, another stays pending. */
    private static List<Tell> mirrored(RunState run) {
        return run.status() == RunStatus.RUNNING
                ? List.of(new Tell(Kind.STATUS, RunEvent.details().put("status", RunStatus.PAUSED.word())))
                : List.of();
    }
}
