package dev.switchboard.notifier.application;

import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.messaging.Event;
import dev.switchboard.notifier.domain.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Notes that the people of an account must be asked, through every channel the account has. */
@ApplicationScoped
public class AskPeople {

    private static final Logger LOG = Logger.getLogger(AskPeople.class);

    private final Messengers messengers;
    private final Approvals approvals;
    private final Notifications notifications;

    AskPeople(Messengers messengers, Approvals approvals, Notifications notifications) {
        this.messengers = messengers;
        this.approvals = approvals;
        this.notifications = notifications;
    }

    public Uni<Void> apply(Mutiny.Session session, Event<ApprovalRequested> event) {
        ApprovalRequested requested = event.body();
        return approvals
                .keep(session, requested)
                .chain(isOpen ->
                        isOpen ? ask(session, requested) : Uni.createFrom().voidItem());
    }

    private Uni<Void> ask(Mutiny.Session session, ApprovalRequested requested) {
        List<Channel> channels = messengers.reaching(requested.account());
        if (channels.isEmpty()) {
            LOG.warnf(
                    "an approval waits, and the account %s has no channel to ask in: it can be decided by the API."
                            + " approvalId=%s",
                    requested.account(), requested.approvalId());
            return Uni.createFrom().voidItem();
        }
        return notifications.ask(session, requested, channels);
    }
}
