package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Naming;
import dev.switchboard.insight.domain.Patience;
import dev.switchboard.insight.domain.State;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Gives conversations their names in the Telnyx portal, after the verdict and without holding anything up. */
@ApplicationScoped
public class NameConversations {

    private static final Logger LOG = Logger.getLogger(NameConversations.class);

    private static final Set<State> UNNAMED = EnumSet.of(State.NAMING);

    private record Tried(Conversation asked, Naming naming) {}

    private final DueConversations due;
    private final UnitOfWork work;
    private final Conversations conversations;
    private final ConversationsAtTelnyx telnyx;
    private final Patience patience;
    private final MissionClock clock;

    NameConversations(
            DueConversations due,
            UnitOfWork work,
            Conversations conversations,
            ConversationsAtTelnyx telnyx,
            Patience patience,
            MissionClock clock) {
        this.due = due;
        this.work = work;
        this.conversations = conversations;
        this.telnyx = telnyx;
        this.patience = patience;
        this.clock = clock;
    }

    /** Names everything due; says when the next is due. */
    public Uni<Optional<Instant>> pass() {
        return due.each(UNNAMED, this::name, this::record);
    }

    private Uni<Tried> name(Conversation conversation) {
        return telnyx.name(conversation).map(naming -> new Tried(conversation, naming));
    }

    private Uni<Void> record(Tried tried) {
        log(tried);
        return work.perform(session -> conversations
                .of(session, tried.asked().attempt().attemptId())
                .chain(now -> now.map(conversation -> decide(session, conversation, tried))
                        .orElseGet(() -> Uni.createFrom().voidItem())));
    }

    private Uni<Void> decide(Mutiny.Session session, Conversation conversation, Tried tried) {
        return conversation
                .namingTried(tried.naming(), patience, clock.instant())
                .handle(new IfAccepted(accepted -> conversations.save(session, accepted.next())));
    }

    private static void log(Tried tried) {
        switch (tried.naming().result()) {
            case NAMED -> LOG.debugf("conversation named. %s", Traces.of(tried.asked()));
            case AGAIN ->
                LOG.debugf("conversation not named yet: %s. %s", tried.naming().reason(), Traces.of(tried.asked()));
            case NEVER ->
                LOG.warnf("conversation stays unnamed: %s. %s", tried.naming().reason(), Traces.of(tried.asked()));
        }
    }
}
