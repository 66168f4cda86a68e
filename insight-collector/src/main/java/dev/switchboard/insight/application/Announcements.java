package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.Verdict;
import io.smallrye.mutiny.Uni;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Tells other services, with the transaction that makes it true. */
public interface Announcements {

    /** Says {@code insight.ready}. */
    Uni<Void> insightReady(Mutiny.Session session, Conversation conversation, Verdict verdict, UUID cause);
}
