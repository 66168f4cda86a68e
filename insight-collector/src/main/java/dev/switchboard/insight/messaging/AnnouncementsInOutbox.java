package dev.switchboard.insight.messaging;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.InsightReady;
import dev.switchboard.events.Topic;
import dev.switchboard.insight.application.Announcements;
import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Verdict;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** {@code insight.ready}, keyed by run. */
@ApplicationScoped
class AnnouncementsInOutbox implements Announcements {

    private final Outbox outbox;
    private final MissionClock clock;

    AnnouncementsInOutbox(Outbox outbox, MissionClock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    @Override
    public Uni<Void> insightReady(Mutiny.Session session, Conversation conversation, Verdict verdict, UUID cause) {
        Attempt attempt = conversation.attempt();
        InsightReady body = insightReady(conversation, verdict, clock.instant());
        return outbox.add(
                session,
                OutgoingEvent.aboutRun(Topic.INSIGHT_READY, attempt.runId(), attempt.callId(), body)
                        .causedBy(cause));
    }

    static InsightReady insightReady(Conversation conversation, Verdict verdict, Instant now) {
        Attempt attempt = conversation.attempt();
        return new InsightReady(
                attempt.callId(),
                attempt.attemptId(),
                attempt.number(),
                attempt.missionId(),
                attempt.runId(),
                attempt.account(),
                conversation.ids().conversationId(),
                status(verdict.status()),
                verdict.insight(),
                verdict.summary(),
                verdict.errors(),
                now);
    }

    private static InsightReady.Status status(Verdict.Status status) {
        return switch (status) {
            case VALID -> InsightReady.Status.VALID;
            case INVALID -> InsightReady.Status.INVALID;
            case EMPTY -> InsightReady.Status.EMPTY;
            case TIMED_OUT -> InsightReady.Status.TIMED_OUT;
        };
    }
}
