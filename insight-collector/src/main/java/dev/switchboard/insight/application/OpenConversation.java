package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.CallCompleted;
import dev.switchboard.events.InsightSource;
import dev.switchboard.events.Outcome;
import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Decision.Accepted;
import dev.switchboard.insight.domain.InsightIds;
import dev.switchboard.insight.domain.Patience;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.messaging.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** A call has ended: its conversation is waited for, if there was one and it is to yield an insight. */
@ApplicationScoped
public class OpenConversation {

    private static final String SMS_CHAT = "sms_chat";

    private final Conversations conversations;
    private final TakeUp takeUp;
    private final Conclude conclude;
    private final Templates templates;
    private final Patience patience;
    private final MissionClock clock;

    OpenConversation(
            Conversations conversations,
            TakeUp takeUp,
            Conclude conclude,
            Templates templates,
            Patience patience,
            MissionClock clock) {
        this.conversations = conversations;
        this.takeUp = takeUp;
        this.conclude = conclude;
        this.templates = templates;
        this.patience = patience;
        this.clock = clock;
    }

    /** True if the event is of no interest here: nobody spoke, or nothing is to be learned from it. */
    public static boolean isNone(CallCompleted call) {
        return call.outcome() != Outcome.COMPLETED || call.insight().isEmpty();
    }

    public Uni<Void> apply(Mutiny.Session session, Event<CallCompleted> event) {
        if (isNone(event.body())) {
            return Uni.createFrom().voidItem();
        }
        Conversation opened = opened(event.body(), event.headers().id());
        templates.want(opened.attempt().account(), opened.attempt().insights().structuredId());
        return conversations
                .of(session, opened.attempt().attemptId())
                .chain(known -> known.isPresent() ? Uni.createFrom().voidItem() : open(session, opened));
    }

    private Uni<Void> open(Mutiny.Session session, Conversation opened) {
        return takeUp.early(session, TelnyxIds.NONE, new Accepted(opened, Optional.empty()))
                .chain(after ->
                        conclude.withNew(session, after, opened.attempt().openedBy()));
    }

    private Conversation opened(CallCompleted call, UUID eventId) {
        InsightSource source = call.insight().orElseThrow();
        Attempt attempt = new Attempt(
                call.attemptId(),
                call.callId(),
                call.missionId(),
                call.runId(),
                eventId,
                call.account(),
                call.attempt(),
                call.sequence(),
                call.target().name(),
                new InsightIds(source.groupId(), source.structuredId(), source.summaryId()),
                call.channel().filter(SMS_CHAT::equals).isPresent());
        TelnyxIds ids = new TelnyxIds(call.conversationId(), call.callControlId(), call.callSessionId());
        return Conversation.callCompleted(attempt, ids, patience, clock.instant());
    }
}
