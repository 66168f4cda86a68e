package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Naming;
import dev.switchboard.insight.domain.Patience;
import dev.switchboard.insight.domain.State;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Gives conversations their names in the Telnyx portal, after the verdict and without holding anything up. */
@ApplicationScoped
public class NameConversations {

    private static final Logger LOG = Logger.getLogger(NameConversations.class);

    private static final Set<State> UNNAMED = EnumSet.of(State.NAMING);
    private static final int BATCH = 50;
    private static final int AT_A_TIME = 8;

    private record Tried(Conversation asked, Naming naming) {}

    private final UnitOfWork work;
    private final Conversations conversations;
    private final ConversationsAtTelnyx telnyx;
    private final Patience patience;
    private final Leases leases;
    private final MissionClock clock;

    NameConversations(
            UnitOfWork work,
            Conversations conversations,
            ConversationsAtTelnyx telnyx,
            Patience patience,
            Leases leases,
            MissionClock clock) {
        this.work = work;
        this.conversations = conversations;
        this.telnyx = telnyx;
        this.patience = patience;
        this.leases = leases;
        this.clock = clock;
    }

    /** Names everything due; says when the next is due. */
    public Uni<Optional<Instant>> pass() {
        return conversations
                .nextDue(UNNAMED)
                .chain(due -> due.isEmpty() || due.get().isAfter(clock.instant())
                        ? Uni.createFrom().item(due)
                        : work.perform(this::claim).chain(this::nameAndGoOn));
    }

    /** What is due and cannot be claimed, another replica has just claimed. */
    private Uni<Optional<Instant>> nameAndGoOn(List<Conversation> claimed) {
        return claimed.isEmpty()
                ? Uni.createFrom().item(Optional.empty())
                : nameAll(claimed).chain(this::pass);
    }

    private Uni<List<Conversation>> claim(Mutiny.Session session) {
        Instant now = clock.instant();
        return conversations.claim(session, UNNAMED, now, leases.from(now), BATCH);
    }

    private Uni<Void> nameAll(List<Conversation> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(this::name)
                .merge(AT_A_TIME)
                .onItem()
                .transformToUniAndConcatenate(this::record)
                .collect()
                .last()
                .replaceWithVoid();
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
