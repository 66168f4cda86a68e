package dev.switchboard.insight.application;

import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.LookUp;
import dev.switchboard.insight.domain.Naming;
import io.smallrye.mutiny.Uni;

/** What Telnyx keeps of a conversation. Never within a transaction; the {@code Uni}s never fail. */
public interface ConversationsAtTelnyx {

    /** Only the conversation's id, as a look-up that is {@link LookUp.Progress#PENDING}; no request if it is known. */
    Uni<LookUp> find(Conversation conversation);

    /** How far its insights are. */
    Uni<LookUp> lookUp(Conversation conversation);

    /** Gives it its name; harmless when repeated. */
    Uni<Naming> name(Conversation conversation);
}
