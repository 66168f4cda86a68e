package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Fact;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** A webhook tells something of a conversation; if its call has not ended yet, that is kept until it has. */
@ApplicationScoped
public class LearnFromWebhook {

    private final Conversations conversations;
    private final EarlyFacts earlyFacts;
    private final TakeUp takeUp;
    private final Conclude conclude;
    private final MissionClock clock;

    LearnFromWebhook(
            Conversations conversations, EarlyFacts earlyFacts, TakeUp takeUp, Conclude conclude, MissionClock clock) {
        this.conversations = conversations;
        this.earlyFacts = earlyFacts;
        this.takeUp = takeUp;
        this.conclude = conclude;
        this.clock = clock;
    }

    /** @param eventId the event that brought the fact */
    public Uni<Void> apply(Mutiny.Session session, Fact fact, UUID eventId) {
        return conversations
                .reserve(session, fact.ids())
                .chain(() -> conversations.with(session, fact.ids()))
                .chain(known -> known.map(conversation -> learn(session, conversation, fact, eventId))
                        .orElseGet(() -> earlyFacts.keep(session, fact, clock.instant())));
    }

    private Uni<Void> learn(Mutiny.Session session, Conversation conversation, Fact fact, UUID eventId) {
        return takeUp.facts(session, conversation, List.of(fact))
                .chain(after -> after.map(accepted -> conclude.with(session, accepted, eventId))
                        .orElseGet(() -> Uni.createFrom().voidItem()));
    }
}
