package dev.switchboard.insight.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Decision;
import dev.switchboard.insight.domain.Decision.Accepted;
import dev.switchboard.insight.domain.Fact;
import dev.switchboard.insight.domain.Patience;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.insight.domain.Template;
import dev.switchboard.insight.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Lets a conversation take up facts, and those that came early under any id it learns from them. All in the caller's
 * transaction, without a request.
 */
@ApplicationScoped
public class TakeUp {

    private static final Logger LOG = Logger.getLogger(TakeUp.class);

    private final Conversations conversations;
    private final EarlyFacts earlyFacts;
    private final Templates templates;
    private final Patience patience;
    private final MissionClock clock;

    TakeUp(
            Conversations conversations,
            EarlyFacts earlyFacts,
            Templates templates,
            Patience patience,
            MissionClock clock) {
        this.conversations = conversations;
        this.earlyFacts = earlyFacts;
        this.templates = templates;
        this.patience = patience;
        this.clock = clock;
    }

    /** The conversation after these facts; says nothing if they changed nothing. */
    Uni<Optional<Accepted>> facts(Mutiny.Session session, Conversation before, List<Fact> facts) {
        Optional<Accepted> after = fold(before, Optional.empty(), facts);
        if (after.isEmpty()) {
            return Uni.createFrom().item(after);
        }
        return early(session, before.ids(), after.get()).map(Optional::of);
    }

    /** The conversation after those facts that came early under ids that it had not known {@code before}. */
    Uni<Accepted> early(Mutiny.Session session, TelnyxIds before, Accepted now) {
        TelnyxIds ids = now.next().ids();
        if (ids.equals(before)) {
            return Uni.createFrom().item(now);
        }
        return conversations
                .reserve(session, ids)
                .chain(() -> earlyFacts.take(session, ids))
                .chain(facts -> early(
                        session, ids, fold(now.next(), now.verdict(), facts).orElse(now)));
    }

    /** One fact after the other; empty if none of them changed anything. */
    private Optional<Accepted> fold(Conversation before, Optional<Verdict> verdict, List<Fact> facts) {
        Optional<Accepted> after = Optional.empty();
        for (Fact fact : facts) {
            Conversation known = after.map(Accepted::next).orElse(before);
            Optional<Verdict> given = after.map(Accepted::verdict).orElse(verdict);
            Optional<Accepted> step = known.learned(fact, templateOf(known), patience, clock.instant())
                    .handle(new Outcome(known, given));
            after = step.isPresent() ? step : after;
        }
        return after;
    }

    private Optional<Template> templateOf(Conversation conversation) {
        return templates.atHand(
                conversation.attempt().account(),
                conversation.attempt().insights().structuredId());
    }

    /** A verdict given by an earlier fact is not lost with a later one. */
    private record Outcome(Conversation known, Optional<Verdict> given)
            implements Decision.Handler<Optional<Accepted>> {

        @Override
        public Optional<Accepted> accepted(Accepted accepted) {
            return Optional.of(new Accepted(accepted.next(), given.or(accepted::verdict)));
        }

        @Override
        public Optional<Accepted> ignored(Decision.Ignored ignored) {
            LOG.debugf("webhook ignored: %s. %s", ignored.reason(), Traces.of(known));
            return Optional.empty();
        }

        @Override
        public Optional<Accepted> rejected(Decision.Rejected rejected) {
            LOG.warnf("webhook rejected: %s. %s", rejected.reason(), Traces.of(known));
            return Optional.empty();
        }
    }
}
