package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.application.TemplatesAtTelnyx.Answer;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Decision;
import dev.switchboard.insight.domain.LookUp;
import dev.switchboard.insight.domain.Patience;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Asks Telnyx about conversations whose webhook did not come, and for templates that a verdict waits for.
 */
@ApplicationScoped
public class LookForInsights {

    /**
     * What was asked for one conversation.
     *
     * @param askedAt before the request left: an answer that took its time says nothing about the moment of its arrival
     */
    private record Found(Conversation asked, Instant askedAt, LookUp lookUp, Answer template) {}

    private static final Answer NOT_NEEDED = Answer.notNow(Optional.empty(), "");

    private final DueConversations due;
    private final UnitOfWork work;
    private final Conversations conversations;
    private final ConversationsAtTelnyx telnyx;
    private final Templates templates;
    private final TakeUp takeUp;
    private final Conclude conclude;
    private final Patience patience;
    private final MissionClock clock;

    LookForInsights(
            DueConversations due,
            UnitOfWork work,
            Conversations conversations,
            ConversationsAtTelnyx telnyx,
            Templates templates,
            TakeUp takeUp,
            Conclude conclude,
            Patience patience,
            MissionClock clock) {
        this.due = due;
        this.work = work;
        this.conversations = conversations;
        this.telnyx = telnyx;
        this.templates = templates;
        this.takeUp = takeUp;
        this.conclude = conclude;
        this.patience = patience;
        this.clock = clock;
    }

    /** Looks up everything due; says when the next is due. */
    public Uni<Optional<Instant>> pass() {
        return due.each(State.OPEN, this::ask, this::record);
    }

    private Uni<Found> ask(Conversation conversation) {
        Instant now = clock.instant();
        if (conversation.state() == State.CHECKING) {
            return telnyx.find(conversation).chain(id -> withTemplate(conversation, now, id));
        }
        return telnyx.lookUp(conversation).chain(lookUp -> askForTemplate(conversation, now, lookUp));
    }

    private Uni<Found> askForTemplate(Conversation conversation, Instant askedAt, LookUp lookUp) {
        if (lookUp.progress() != LookUp.Progress.COMPLETED) {
            return Uni.createFrom().item(new Found(conversation, askedAt, lookUp, NOT_NEEDED));
        }
        return withTemplate(conversation, askedAt, lookUp);
    }

    private Uni<Found> withTemplate(Conversation conversation, Instant askedAt, LookUp lookUp) {
        return templates
                .get(
                        conversation.attempt().account(),
                        conversation.attempt().insights().structuredId())
                .map(answer -> new Found(conversation, askedAt, lookUp, answer));
    }

    private Uni<Void> record(Found found) {
        return work.perform(session -> writeDown(session, found));
    }

    /** Ids first, the conversation second, as everywhere: so nobody waits for the other. */
    private Uni<Void> writeDown(Mutiny.Session session, Found found) {
        TelnyxIds learned = new TelnyxIds(found.lookUp().conversationId(), Optional.empty(), Optional.empty());
        return conversations
                .reserve(session, found.asked().ids().completedBy(learned))
                .chain(() -> conversations.of(session, found.asked().attempt().attemptId()))
                .chain(now -> now.map(conversation -> decide(session, conversation, found))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }

    /** From what it is now: a webhook may have come meanwhile. */
    private Uni<Void> decide(Mutiny.Session session, Conversation conversation, Found found) {
        return decision(conversation, found)
                .handle(new IfAccepted(accepted -> takeUp.early(session, conversation.ids(), accepted)
                        .chain(after -> conclude.with(
                                session, after, conversation.attempt().openedBy()))));
    }

    private Decision decision(Conversation conversation, Found found) {
        Answer answer = found.template();
        if (found.asked().state() == State.CHECKING) {
            return conversation.templateLookedUp(
                    found.lookUp().conversationId(),
                    answer.template(),
                    answer.notBefore(),
                    answer.reason(),
                    patience,
                    found.askedAt());
        }
        return conversation.lookedUp(found.lookUp(), answer.template(), patience, found.askedAt());
    }
}
