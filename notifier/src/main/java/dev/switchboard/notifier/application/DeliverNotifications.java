package dev.switchboard.notifier.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.Sweeper;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import dev.switchboard.notifier.domain.Message;
import dev.switchboard.notifier.domain.Notification;
import io.micrometer.core.instrument.MeterRegistry;
import io.quarkus.runtime.ShutdownEvent;
import io.quarkus.runtime.StartupEvent;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.enterprise.event.Observes;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Sends what is due: claim and commit, send, record. No transaction is open while a request is under way.
 *
 * <p>Guarantee: at least one message per notification until the policy gives it up. Two replicas do not send the same one
 * at the same time; if a process dies, or an answer is lost, after the channel took the message, people get a notice twice.
 * They are never asked twice: see {@link Message.Announcement}.
 */
@ApplicationScoped
public class DeliverNotifications {

    private static final Logger LOG = Logger.getLogger(DeliverNotifications.class);

    /** A batch ends within {@code BATCH / AT_ONCE} time-outs, well before its lease does. */
    private static final int BATCH = 16;

    private static final int AT_ONCE = 8;
    private static final Duration AT_LATEST = Duration.ofSeconds(10);

    private final Notifications notifications;
    private final Messengers messengers;
    private final DeliveryPolicy policy;
    private final MissionClock clock;
    private final MeterRegistry meters;
    private final Sweeper messages;
    private final Sweeper answers;

    DeliverNotifications(
            Notifications notifications,
            Messengers messengers,
            DeliveryPolicy policy,
            MissionClock clock,
            MeterRegistry meters,
            Vertx vertx) {
        this.notifications = notifications;
        this.messengers = messengers;
        this.policy = policy;
        this.clock = clock;
        this.meters = meters;
        this.messages = new Sweeper("notifications", vertx, clock, AT_LATEST, () -> pass(false));
        // On their own, so that a channel that is slow to take a message keeps nobody waiting for an answer.
        this.answers = new Sweeper("answers", vertx, clock, AT_LATEST, () -> pass(true));
    }

    void start(@Observes StartupEvent event) {
        messages.start();
        answers.start();
    }

    void stop(@Observes ShutdownEvent event) {
        messages.stop();
        answers.stop();
    }

    /** Tells that something new was committed. Cheap; may be called for nothing. */
    public void nudge() {
        messages.nudge();
        answers.nudge();
    }

    private Uni<Optional<Instant>> pass(boolean urgent) {
        return notifications
                .claim(BATCH, urgent)
                .chain(this::attemptAll)
                .chain(notifications::settle)
                .chain(() -> notifications.nextDue(urgent));
    }

    private Uni<List<Notifications.Attempt>> attemptAll(List<Notification> claimed) {
        return Multi.createFrom()
                .iterable(claimed)
                .onItem()
                .transformToUni(this::attempt)
                .merge(AT_ONCE)
                .invoke(this::report)
                .collect()
                .asList();
    }

    private Uni<Notifications.Attempt> attempt(Notification notification) {
        return messengers
                .of(notification.channel())
                .send(notification.account(), notification.message())
                .map(delivery -> decide(notification, delivery.in(notification.message())));
    }

    private Notifications.Attempt decide(Notification notification, Delivery delivery) {
        DeliveryPolicy.Next next =
                policy.after(delivery, notification.attempts(), notification.createdAt(), clock.instant());
        boolean isHalf = notification.message() instanceof Message.Announcement;
        return new Notifications.Attempt(
                notification,
                delivery,
                isHalf && next.decision() == DeliveryPolicy.Decision.SENT
                        ? new DeliveryPolicy.Next(DeliveryPolicy.Decision.GO_ON, next.at())
                        : next);
    }

    private void report(Notifications.Attempt attempt) {
        Notification notification = attempt.notification();
        String channel = notification.channel().word();
        String what = notification.message().getClass().getSimpleName().toLowerCase(Locale.ROOT);
        String result = attempt.delivery().result().name().toLowerCase(Locale.ROOT);
        meters.counter("switchboard.notifier.attempts", "channel", channel, "result", result)
                .increment();
        switch (attempt.next().decision()) {
            case GO_ON, SENT ->
                LOG.infof(
                        "people were told by %s: %s. missionId=%s runId=%s",
                        channel, what, id(notification.missionId()), id(notification.runId()));
            case TRY_AGAIN ->
                LOG.warnf(
                        "%s did not take a message (%s, %s: %s), tries again at %s. missionId=%s runId=%s",
                        channel,
                        what,
                        result,
                        attempt.delivery().reason(),
                        attempt.next().at(),
                        id(notification.missionId()),
                        id(notification.runId()));
            case GIVE_UP ->
                LOG.errorf(
                        "gave up telling people by %s after %d attempts (%s, %s: %s). missionId=%s runId=%s",
                        channel,
                        notification.attempts(),
                        what,
                        result,
                        attempt.delivery().reason(),
                        id(notification.missionId()),
                        id(notification.runId()));
        }
    }

    private static String id(Optional<UUID> id) {
        return id.map(UUID::toString).orElse("none");
    }
}
