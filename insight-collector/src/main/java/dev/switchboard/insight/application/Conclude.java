package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Decision.Accepted;
import dev.switchboard.insight.domain.Verdict;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Saves what was decided and says {@code insight.ready} with it, in the caller's transaction. */
@ApplicationScoped
public class Conclude {

    private static final Logger LOG = Logger.getLogger(Conclude.class);

    private final Conversations conversations;
    private final Announcements announcements;

    Conclude(Conversations conversations, Announcements announcements) {
        this.conversations = conversations;
        this.announcements = announcements;
    }

    /** For a conversation that is kept already. */
    Uni<Void> with(Mutiny.Session session, Accepted after, UUID cause) {
        return conversations.save(session, after.next()).chain(() -> announce(session, after, cause));
    }

    /** For a new one. */
    Uni<Void> withNew(Mutiny.Session session, Accepted after, UUID cause) {
        return conversations.add(session, after.next()).chain(() -> announce(session, after, cause));
    }

    private Uni<Void> announce(Mutiny.Session session, Accepted after, UUID cause) {
        return after.verdict()
                .map(verdict -> announcements
                        .insightReady(session, after.next(), verdict, cause)
                        .invoke(() -> log(after, verdict)))
                .orElseGet(() -> Uni.createFrom().voidItem());
    }

    private static void log(Accepted after, Verdict verdict) {
        LOG.infof("insight is %s. %s", verdict.status(), Traces.of(after.next()));
    }
}
