package dev.switchboard.notifier.application;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Channel;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people are asked, and what became of it. */
public interface Approvals {

    /** Keeps what is asked; true if it is new and still open. Its answer may have come first. */
    Uni<Boolean> keep(Mutiny.Session session, ApprovalRequested event);

    /** Closes an approval; true if it was open. The first answer that closes it stays. */
    Uni<Boolean> close(Mutiny.Session session, ApprovalAnswered event);

    Uni<Optional<Approval>> find(Mutiny.Session session, UUID id);

    /**
     * Whether that message shows it.
     *
     * @param message empty for any in that place
     */
    Uni<Boolean> isShownBy(Mutiny.Session session, UUID id, Channel channel, String place, String message);

    /** The one that a message shows. */
    Uni<Optional<Approval>> shownBy(Mutiny.Session session, Channel channel, String place, String message);
}
