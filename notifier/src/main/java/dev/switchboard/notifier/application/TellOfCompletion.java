package dev.switchboard.notifier.application;

import dev.switchboard.events.MissionCompleted;
import dev.switchboard.messaging.Event;
import dev.switchboard.notifier.domain.Channel;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Notes that the people of an account have to be told of a run's end, through every channel the account has. */
@ApplicationScoped
public class TellOfCompletion {

    private static final Logger LOG = Logger.getLogger(TellOfCompletion.class);

    private final Messengers messengers;
    private final Notifications notifications;

    TellOfCompletion(Messengers messengers, Notifications notifications) {
        this.messengers = messengers;
        this.notifications = notifications;
    }

    public Uni<Void> apply(Mutiny.Session session, Event<MissionCompleted> event) {
        MissionCompleted completed = event.body();
        List<Channel> channels = messengers.reaching(completed.account());
        if (channels.isEmpty()) {
            LOG.debugf(
                    "nobody to tell. missionId=%s runId=%s eventId=%s",
                    completed.missionId(), completed.runId(), event.headers().id());
            return Uni.createFrom().voidItem();
        }
        return notifications.add(session, completed, channels);
    }
}
