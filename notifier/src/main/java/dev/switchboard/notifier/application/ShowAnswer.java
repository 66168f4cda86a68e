package dev.switchboard.notifier.application;

import dev.switchboard.events.ApprovalAnswered;
import dev.switchboard.messaging.Event;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** Shows what became of an approval wherever it was asked, and answers whoever made a decision. */
@ApplicationScoped
public class ShowAnswer {

    private final Approvals approvals;
    private final Notifications notifications;

    ShowAnswer(Approvals approvals, Notifications notifications) {
        this.approvals = approvals;
        this.notifications = notifications;
    }

    public Uni<Void> apply(Mutiny.Session session, Event<ApprovalAnswered> event) {
        ApprovalAnswered answered = event.body();
        return show(session, answered).chain(() -> answer(session, answered));
    }

    private Uni<Void> show(Mutiny.Session session, ApprovalAnswered answered) {
        if (!closes(answered)) {
            return Uni.createFrom().voidItem();
        }
        return approvals
                .close(session, answered)
                .chain(closed -> closed
                        ? notifications.show(session, answered.approvalId())
                        : Uni.createFrom().voidItem());
    }

    /** A decision that counts, or an end without one; a decision that does not count tells where things stand, only. */
    private static boolean closes(ApprovalAnswered answered) {
        return answered.status() != ApprovalAnswered.Status.PENDING
                && (answered.counted() || answered.decision().isEmpty());
    }

    private Uni<Void> answer(Mutiny.Session session, ApprovalAnswered answered) {
        Optional<UUID> decisionId = answered.decisionId();
        if (decisionId.isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        if (!answered.counted()) {
            Optional<String> why =
                    Optional.of("This does not count: " + answered.reason().orElse("it came too late") + ".");
            return notifications.release(session, decisionId.get(), why, why);
        }
        // In Slack the changed message is answer enough; in Telegram a press waits until something is said.
        Optional<String> recorded = answered.decision()
                .map(decision -> "Recorded: " + decision.name().toLowerCase(Locale.ROOT) + ".");
        return notifications.release(session, decisionId.get(), Optional.empty(), recorded);
    }
}
