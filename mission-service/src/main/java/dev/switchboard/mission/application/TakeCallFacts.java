package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.CallAbandoned;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.CallScheduled;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.InsightReady;
import dev.switchboard.messaging.Event;
import dev.switchboard.mission.application.RunEvents.Counts;
import dev.switchboard.mission.domain.AbandonReason;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.Decision;
import dev.switchboard.mission.domain.InsightStatus;
import dev.switchboard.mission.domain.Progress;
import dev.switchboard.mission.domain.TargetFact;
import dev.switchboard.mission.domain.TargetProgress;
import dev.switchboard.mission.domain.TargetStatus;
import dev.switchboard.mission.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Takes what the other services tell about calls: the target's progress, the run's counters and, when the target has
 * become final, the strategy's decision, all in the event's transaction.
 *
 * <p>Events may come late, twice and in any order. The target's row is locked first; the run's row only at the end, or
 * when a target becomes final, so that decisions about one run never happen side by side.
 */
@ApplicationScoped
public class TakeCallFacts {

    private static final Logger LOG = Logger.getLogger(TakeCallFacts.class);

    private static final int MINUTE = 60;

    /**
     * An event in the domain's words, and how a follower of the run is told of it.
     *
     * @param talkedSecs how long the attempt was, if one has ended
     */
    private record Heard(
            UUID eventId, UUID callId, TargetFact fact, String type, ObjectNode told, Optional<Integer> talkedSecs) {

        /** Who says so. */
        String source() {
            return type.equals(RunEvent.INSIGHT) ? "insight-collector" : "call-scheduler";
        }

        /** What it adds to the run's counters. */
        Counts counts(int attempts, BigDecimal cost) {
            return new Counts(attempts, (talkedSecs.orElse(0) + MINUTE - 1) / MINUTE, cost);
        }
    }

    private final Targets targets;
    private final Runs runs;
    private final RunEvents events;
    private final Definitions definitions;
    private final CarryOutMoves moves;
    private final GuardBudget budget;
    private final Tally tally;

    TakeCallFacts(
            Targets targets,
            Runs runs,
            RunEvents events,
            Definitions definitions,
            CarryOutMoves moves,
            GuardBudget budget,
            Tally tally) {
        this.targets = targets;
        this.runs = runs;
        this.events = events;
        this.definitions = definitions;
        this.moves = moves;
        this.budget = budget;
        this.tally = tally;
    }

    /** Telnyx has accepted an attempt. */
    public Uni<Void> scheduled(Mutiny.Session session, Event<CallScheduled> event) {
        CallScheduled body = event.body();
        return take(
                session,
                new Heard(
                        event.headers().id(),
                        body.callId(),
                        new TargetFact.Scheduled(body.attempt()),
                        RunEvent.CALL_SCHEDULED,
                        RunEvent.details()
                                .put("attempt", body.attempt())
                                .put("scheduled_for", body.scheduledFor().toString()),
                        Optional.empty()));
    }

    /** An attempt has ended. */
    public Uni<Void> completed(Mutiny.Session session, Event<CallCompleted> event) {
        CallCompleted body = event.body();
        ObjectNode told = RunEvent.details()
                .put("attempt", body.attempt())
                .put("outcome", body.outcome().word())
                .put("duration_secs", body.durationSecs());
        body.conversationId().ifPresent(id -> told.put("conversation_id", id));
        body.nextAttemptAt().ifPresent(at -> told.put("next_attempt_at", at.toString()));
        return take(
                session,
                new Heard(
                        event.headers().id(),
                        body.callId(),
                        new TargetFact.Ended(
                                body.attempt(),
                                outcome(body.outcome()),
                                body.durationSecs(),
                                body.conversationId(),
                                body.insight().isPresent()),
                        RunEvent.CALL_COMPLETED,
                        told,
                        Optional.of(body.durationSecs())));
    }

    /** A conversation has yielded an insight, or will not. */
    public Uni<Void> insight(Mutiny.Session session, Event<InsightReady> event) {
        InsightReady body = event.body();
        InsightStatus status = InsightStatus.valueOf(body.status().name());
        ObjectNode told = RunEvent.details().put("attempt", body.attempt()).put("insight_status", status.word());
        told.set("insight", EventJson.mapper().valueToTree(body.insight()));
        body.summary().ifPresent(text -> told.put("summary", text));
        return take(
                session,
                new Heard(
                        event.headers().id(),
                        body.callId(),
                        new TargetFact.InsightCame(
                                body.attempt(),
                                status,
                                body.insight(),
                                body.summary(),
                                body.errors(),
                                body.conversationId()),
                        RunEvent.INSIGHT,
                        told,
                        Optional.empty()));
    }

    /** No attempt follows. */
    public Uni<Void> abandoned(Mutiny.Session session, Event<CallAbandoned> event) {
        CallAbandoned body = event.body();
        return take(
                session,
                new Heard(
                        event.headers().id(),
                        body.callId(),
                        new TargetFact.GivenUp(
                                AbandonReason.valueOf(body.reason().name()),
                                body.detail(),
                                body.lastOutcome().map(TakeCallFacts::outcome),
                                body.attempts()),
                        RunEvent.CALL_ABANDONED,
                        RunEvent.details().put("attempts", body.attempts()).put("reason", body.detail()),
                        Optional.empty()));
    }

    private static CallOutcome outcome(dev.switchboard.events.Outcome outcome) {
        return CallOutcome.valueOf(outcome.name());
    }

    private Uni<Void> take(Mutiny.Session session, Heard heard) {
        return targets.lockByCall(session, heard.callId())
                .chain(found ->
                        found.map(target -> take(session, heard, target)).orElseGet(() -> ofNobody(heard)));
    }

    private static Uni<Void> ofNobody(Heard heard) {
        LOG.debugf(
                "%s of a call that is none of ours. callId=%s eventId=%s",
                heard.type(), heard.callId(), heard.eventId());
        return Uni.createFrom().voidItem();
    }

    private Uni<Void> take(Mutiny.Session session, Heard heard, TargetState target) {
        return cost(session, heard, target).chain(cost -> take(session, heard, target, cost));
    }

    private Uni<BigDecimal> cost(Mutiny.Session session, Heard heard, TargetState target) {
        return heard.talkedSecs()
                .map(secs -> budget.charge(session, target, secs))
                .orElseGet(() -> Uni.createFrom().item(BigDecimal.ZERO));
    }

    private Uni<Void> take(Mutiny.Session session, Heard heard, TargetState target, BigDecimal cost) {
        Verdict<TargetProgress> verdict = target.progress().after(heard.fact());
        if (verdict instanceof Verdict.Accepted<TargetProgress> accepted) {
            TargetState changed = target.with(accepted.state());
            return targets.save(session, List.of(changed))
                    .chain(() -> tell(session, heard, target, changed, cost))
                    .chain(() -> accepted.settled()
                            ? settle(session, heard, changed)
                            : wait(session, heard, target, changed))
                    .chain(() -> cost.signum() > 0
                            ? budget.check(session, changed)
                            : Uni.createFrom().voidItem());
        }
        LOG.debugf(
                "%s ignored: %s. runId=%s callId=%s eventId=%s",
                heard.type(), verdict.refusal().orElse(""), target.runId(), heard.callId(), heard.eventId());
        // What was talked is paid for, however late it is told.
        return heard.talkedSecs().isEmpty()
                ? Uni.createFrom().voidItem()
                : events.add(session, target.runId(), List.of(), heard.counts(0, cost));
    }

    /** An attempt has come to nothing: some strategies make use of the time until the next. */
    private Uni<Void> wait(Mutiny.Session session, Heard heard, TargetState before, TargetState after) {
        if (before.progress().waits() || !after.progress().waits()) {
            return Uni.createFrom().voidItem();
        }
        return definitions
                .of(session, after.missionId())
                .chain(definition -> definition.strategy().followsAttempts()
                        ? runs.lock(session, after.runId()).chain(run -> wait(session, heard, run, definition))
                        : Uni.createFrom().voidItem());
    }

    private Uni<Void> wait(Mutiny.Session session, Heard heard, RunState run, Definition definition) {
        return run.decides()
                ? moves.progress(session, run, definition)
                        .chain(progress -> moves.carryOut(
                                session,
                                run,
                                definition,
                                definition.strategy().waits(progress),
                                Optional.of(heard.eventId())))
                : Uni.createFrom().voidItem();
    }

    private Uni<Void> tell(
            Mutiny.Session session, Heard heard, TargetState before, TargetState after, BigDecimal cost) {
        ObjectNode told = heard.told();
        told.put("call_id", heard.callId().toString());
        told.putObject("target")
                .put("name", after.target().name())
                .put("position", after.position())
                .put("status", after.progress().status().word());
        return events.add(
                session,
                after.runId(),
                List.of(new RunEvent(heard.type(), told).by(heard.source())),
                heard.counts(after.progress().attempts() - before.progress().attempts(), cost));
    }

    private Uni<Void> settle(Mutiny.Session session, Heard heard, TargetState target) {
        tally.targetSettled(target.progress().status());
        boolean withResult = target.progress().status() == TargetStatus.SUCCEEDED;
        return runs.lock(session, target.runId())
                .map(run -> run.settling(withResult))
                .chain(run ->
                        run.decides() || run.holds() ? decide(session, heard, target, run) : runs.save(session, run));
    }

    private Uni<Void> decide(Mutiny.Session session, Heard heard, TargetState target, RunState run) {
        return definitions
                .of(session, run.missionId())
                .chain(definition -> moves.progress(session, run, definition)
                        .chain(progress -> moves.carryOut(
                                session,
                                run,
                                definition,
                                decision(definition, run, progress, target),
                                Optional.of(heard.eventId()))));
    }

    /** A paused run learns from its calls; what it wants done about them waits until it goes on. */
    private static Decision decision(Definition definition, RunState run, Progress progress, TargetState target) {
        Decision decision = definition.strategy().settled(progress, target.settled());
        return run.holds() ? decision.held() : decision;
    }
}
