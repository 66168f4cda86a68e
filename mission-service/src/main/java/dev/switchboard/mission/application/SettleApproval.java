package dev.switchboard.mission.application;

import dev.switchboard.mission.application.Answer.Decision;
import dev.switchboard.mission.application.Approvals.AskedApproval;
import dev.switchboard.mission.application.MirrorQueue.Kind;
import dev.switchboard.mission.application.MirrorQueue.Tell;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.approval.Choice;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Carries out the one answer that counts: the run goes on as it was, and what the action wants follows. */
@ApplicationScoped
public class SettleApproval {

    private static final Logger LOG = Logger.getLogger(SettleApproval.class);

    /** A locked approval and its locked run, if it has one. */
    record Case(Optional<RunState> run, AskedApproval asked) {

        Case with(AskedApproval changed) {
            return new Case(run, changed);
        }
    }

    private final RecordAnswer record;
    private final Effects effects;
    private final GuardedActions actions;
    private final Runs runs;
    private final RunEvents events;
    private final MirrorQueue mirror;

    SettleApproval(
            RecordAnswer record,
            Effects effects,
            GuardedActions actions,
            Runs runs,
            RunEvents events,
            MirrorQueue mirror) {
        this.record = record;
        this.effects = effects;
        this.actions = actions;
        this.runs = runs;
        this.events = events;
        this.mirror = mirror;
    }

    /** Somebody has decided; {@code at} is settled already, and is recorded here. */
    Uni<Void> decided(Mutiny.Session session, Case at, HeardDecision heard) {
        LOG.infof(
                "%s is decided: %s. approvalId=%s",
                at.asked().action().word(),
                at.asked().approval().status().word(),
                at.asked().id());
        Answer answer =
                new Answer(at.asked().id(), decision(heard.kind()), heard.by(), heard.words(), heard.shortlist());
        return record.decided(session, at.asked(), heard).chain(() -> follow(session, at, answer));
    }

    /** The approval as it stands once nobody has decided in time. */
    Uni<AskedApproval> expire(Mutiny.Session session, Case at, Instant now) {
        return at.asked()
                .approval()
                .expire(now)
                .accepted()
                .map(at.asked()::with)
                .map(expired -> expired(session, at.with(expired)))
                .orElseGet(() -> Uni.createFrom().item(at.asked()));
    }

    private Uni<AskedApproval> expired(Mutiny.Session session, Case at) {
        AskedApproval asked = at.asked();
        LOG.warnf("%s expired undecided. approvalId=%s", asked.action().word(), asked.id());
        Answer answer = new Answer(asked.id(), Decision.EXPIRED, "", Optional.empty(), List.of());
        return record.closed(session, asked, "expired at " + asked.approval().expiresAt())
                .chain(() -> follow(session, at, answer))
                .replaceWith(asked);
    }

    private static Decision decision(Choice.Kind kind) {
        return Decision.valueOf(kind.name());
    }

    private Uni<Void> follow(Mutiny.Session session, Case at, Answer answer) {
        if (at.run().isPresent()) {
            RunState run = at.run().get();
            return run.ends() ? Uni.createFrom().voidItem() : follow(session, run, at.asked(), answer);
        }
        return answer.decision() == Decision.APPROVED
                ? actions.release(session, at.asked())
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> follow(Mutiny.Session session, RunState run, AskedApproval asked, Answer answer) {
        ApprovalEffects effect = effects.of(asked.action())
                .orElseThrow(() -> new IllegalStateException(
                        "nothing follows from " + asked.action().word()));
        return resume(session, run, asked).chain(resumed -> effect.decided(session, resumed, answer));
    }

    private Uni<RunState> resume(Mutiny.Session session, RunState run, AskedApproval asked) {
        if (run.status() != RunStatus.AWAITING_APPROVAL) {
            return Uni.createFrom().item(run);
        }
        RunState resumed = run.becoming(asked.resumes().orElse(RunStatus.RUNNING));
        return runs.save(session, resumed)
                .chain(() ->
                        events.add(session, run.id(), List.of(RunEvent.status(resumed.status(), Optional.empty()))))
                .chain(() -> mirror.add(session, run.id(), mirrored(resumed)))
                .replaceWith(resumed);
    }

    private static List<Tell> mirrored(RunState resumed) {
        return resumed.status() == RunStatus.RUNNING
                ? List.of(new Tell(
                        Kind.STATUS,
                        RunEvent.details().put("status", resumed.status().word())))
                : List.of();
    }
}
