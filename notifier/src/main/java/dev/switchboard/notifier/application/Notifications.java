package dev.switchboard.notifier.application;

import dev.switchboard.events.ApprovalRequested;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.Delivery;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import dev.switchboard.notifier.domain.Notification;
import dev.switchboard.notifier.domain.ReturnAddress;
import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What people still have to be told or asked, and what they were. */
public interface Notifications {

    /** Adds one per channel, due at once; a run and channel that is there already stays as it is. */
    Uni<Void> add(Mutiny.Session session, MissionCompleted event, List<Channel> channels);

    /** Adds one question per channel, due at once; an approval and channel that is there already stays as it is. */
    Uni<Void> ask(Mutiny.Session session, ApprovalRequested event, List<Channel> channels);

    /** Every message about the approval has to show how it stands now. */
    Uni<Void> show(Mutiny.Session session, UUID approvalId);

    /** Answers one person, at once. */
    Uni<Void> reply(Mutiny.Session session, Approval approval, Channel channel, ReturnAddress to, String text);

    /** Keeps where a person is to be answered as soon as it is known what became of their decision. */
    Uni<Void> hold(Mutiny.Session session, UUID decisionId, Approval approval, Channel channel, ReturnAddress to);

    /** Answers the person who made a decision, if one is held for it; a text for each channel, or none. */
    Uni<Void> release(Mutiny.Session session, UUID decisionId, Optional<String> inSlack, Optional<String> inTelegram);

    /** Opens a form for one person, at once. */
    Uni<Void> open(Mutiny.Session session, Approval approval, Channel channel, ReturnAddress to, String trigger);

    /**
     * Those that are due, each counted as attempted and lent to this process for a while of real time. If it dies, the
     * next one gets them after that while.
     *
     * @param urgent those for which somebody waits, or the others
     */
    Uni<List<Notification>> claim(int most, boolean urgent);

    /** Records what came of attempts. A notification that someone else has claimed in between stays as it is. */
    Uni<Void> settle(List<Attempt> attempts);

    /** When the next one is due, if there is any that nobody is sending. */
    Uni<Optional<Instant>> nextDue(boolean urgent);

    /** An attempt and what follows from it. */
    record Attempt(Notification notification, Delivery delivery, DeliveryPolicy.Next next) {}
}
