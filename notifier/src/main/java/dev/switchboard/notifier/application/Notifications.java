package dev.switchboard.notifier.application;

import dev.switchboard.events.MissionCompleted;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import dev.switchboard.notifier.domain.Notification;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people still have to be told, and what they were told. */
public interface Notifications {

    /** Adds one per channel, due at once; a run and channel that is there already stays as it is. */
    Uni<Void> add(Mutiny.Session session, MissionCompleted event, List<Channel> channels);

    /**
     * Those that are due, each counted as attempted and lent to this process for a while of real time. If it dies, the
     * next one gets them after that while.
     */
    Uni<List<Notification>> claim(int most);

    /** Records what came of attempts. A notification that someone else has claimed in between stays as it is. */
    Uni<Void> settle(List<Attempt> attempts);

    /** When the next one is due, if there is any that nobody is sending. */
    Uni<Optional<Instant>> nextDue();

    /** An attempt and what follows from it. */
    record Attempt(Notification notification, Delivery delivery, DeliveryPolicy.Next next) {}
}
