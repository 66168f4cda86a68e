package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.domain.Verdict;
import dev.switchboard.mission.domain.approval.Approval;
import dev.switchboard.mission.domain.approval.Choice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Judges decisions, wherever they were made. The first that counts is carried out in the transaction that records it;
 * everything that arrives is answered and recorded, counted or not.
 */
@ApplicationScoped
public class DecideApproval {

    private static final Logger LOG = Logger.getLogger(DecideApproval.class);

    private final Approvals approvals;
    private final SettleApproval settle;
    private final RecordAnswer record;
    private final Effects effects;
    private final Runs runs;
    private final DueWork work;
    private final UnitOfWork unit;
    private final MissionClock clock;

    DecideApproval(
            Approvals approvals,
            SettleApproval settle,
            RecordAnswer record,
            Effects effects,
            Runs runs,
            DueWork work,
            UnitOfWork unit,
            MissionClock clock) {
        this.approvals = approvals;
        this.settle = settle;
        this.record = record;
        this.effects = effects;
        this.runs = runs;
        this.work = work;
        this.unit = unit;
        this.clock = clock;
    }

    /** A decision made with a key; empty if the key's account has no such approval. */
    public Uni<Optional<Ruling>> posted(HeardDecision heard) {
        return unit.perform(session -> judge(session, heard)).invoke(work::decided);
    }

    /** A decision made in a chat channel. */
    public Uni<Void> heard(Mutiny.Session session, Event<ApprovalDecided> event) {
        ApprovalDecided body = event.body();
        HeardDecision heard = new HeardDecision(
                body.approvalId(),
                body.account(),
                Choice.Kind.valueOf(body.decision().name()),
                Optional.of(body.digest()),
                body.decidedBy(),
                body.channel(),
                body.words(),
                body.shortlist(),
                body.decisionId().orElse(event.headers().id()),
                Optional.of(event.headers().id()));
        return judge(session, heard)
                .invoke(ruling -> {
                    if (ruling.isEmpty()) {
                        LOG.warnf(
                                "a decision about an approval that is not there. approvalId=%s eventId=%s",
                                heard.approvalId(), event.headers().id());
                    }
                })
                .replaceWithVoid();
    }

    private Uni<Optional<Ruling>> judge(Mutiny.Session session, HeardDecision heard) {
        return approvals
                .runOf(session, heard.account(), heard.approvalId())
                .chain(found -> found.map(run -> lock(session, run, heard.approvalId())
                                .chain(at -> judge(session, at, heard))
                                .map(Optional::of))
                        .orElseGet(() -> Uni.createFrom().item(Optional.empty())));
    }

    private Uni<SettleApproval.Case> lock(Mutiny.Session session, Optional<UUID> runId, UUID approvalId) {
        Uni<Optional<RunState>> run = runId.map(id -> runs.lock(session, id).map(Optional::of))
                .orElseGet(() -> Uni.createFrom().item(Optional.empty()));
        return run.chain(
                locked -> approvals.lock(session, approvalId).map(asked -> new SettleApproval.Case(locked, asked)));
    }

    /** One that comes too late may be the first to notice that the time is up. */
    private Uni<Ruling> judge(Mutiny.Session session, SettleApproval.Case at, HeardDecision heard) {
        Instant now = clock.instant();
        return at.asked().approval().isOverdue(now)
                ? settle.expire(session, at, now).chain(expired -> rule(session, at.with(expired), heard, now))
                : rule(session, at, heard, now);
    }

    private Uni<Ruling> rule(Mutiny.Session session, SettleApproval.Case at, HeardDecision heard, Instant now) {
        AskedApproval asked = at.asked();
        Approval approval = asked.approval();
        boolean listed = approval.isListed(heard.by());
        Verdict<Approval> verdict = approval.decide(
                new Choice(heard.kind(), heard.by(), heard.digest().orElse(approval.digest()), heard.shortlist()), now);
        Optional<String> refusal = verdict.refusal().or(() -> refusedChange(asked, heard));
        if (refusal.isPresent()) {
            LOG.infof("a decision does not count: %s. approvalId=%s", refusal.get(), asked.id());
            return record.refused(session, asked, heard, refusal.get()).replaceWith(new Ruling(listed, refusal));
        }
        return settle.decided(session, at.with(asked.with(verdict.accepted().orElseThrow())), heard)
                .replaceWith(new Ruling(listed, Optional.empty()));
    }

    private Optional<String> refusedChange(AskedApproval asked, HeardDecision heard) {
        return heard.kind() == Choice.Kind.CHANGED
                ? effects.of(asked.action()).flatMap(effect -> effect.refuses(asked.request(), heard.shortlist()))
                : Optional.empty();
    }
}
