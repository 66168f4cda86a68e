package dev.switchboard.scheduler.application;

import dev.switchboard.calling.Recipients;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.messaging.Event;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Decision;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/** Finds the attempt that a webhook speaks of and tells it what happened. */
@ApplicationScoped
public class FollowCalls {

    private static final Logger LOG = Logger.getLogger(FollowCalls.class);

    /** How far Telnyx's clock may be behind ours for a webhook to be about an attempt that was placed just before. */
    private static final Duration SKEW = Duration.ofSeconds(2);

    private final Attempts attempts;
    private final Calls calls;
    private final Ledger ledger;
    private final MissionSpans spans;

    FollowCalls(Attempts attempts, Calls calls, Ledger ledger, MissionSpans spans) {
        this.attempts = attempts;
        this.calls = calls;
        this.ledger = ledger;
        this.spans = spans;
    }

    /** Applies a call's webhook; one that is late, repeated or about a call of someone else changes nothing. */
    public Uni<Void> apply(Mutiny.Session session, Event<TelnyxWebhook> event) {
        CallWebhook webhook = CallWebhook.read(event.body());
        UUID cause = event.headers().id();
        return attempts.lockCalled(
                        session,
                        webhook.account(),
                        webhook.ids(),
                        webhook.from(),
                        webhook.to(),
                        webhook.occurredAt().plus(SKEW))
                .chain(found -> found.map(attempt -> tell(session, attempt, webhook, cause))
                        .orElseGet(() -> ignore(webhook, "no attempt of ours", cause)));
    }

    private Uni<Void> tell(Mutiny.Session session, Attempt attempt, CallWebhook webhook, UUID cause) {
        if (attempt.state() == AttemptState.ENDED) {
            return ignore(webhook, "the attempt has ended", cause);
        }
        return switch (webhook.kind()) {
            case INITIATED -> write(session, attempt, rings(attempt, webhook), webhook, cause);
            case ANSWERED -> write(session, attempt, answered(attempt, webhook), webhook, cause);
            case CONVERSATION_ENDED -> write(session, attempt, conversationEnded(attempt, webhook), webhook, cause);
            case MACHINE_DETECTION -> write(session, attempt, detected(attempt, webhook), webhook, cause);
            case HANGUP ->
                recipients(session, attempt)
                        .chain(who -> write(session, attempt, hungUp(attempt, webhook, who), webhook, cause));
        };
    }

    /** Only a call that was answered by a machine needs to know who was called. */
    private Uni<Recipients> recipients(Mutiny.Session session, Attempt attempt) {
        return attempt.progress().machine()
                ? calls.lock(session, attempt.callId())
                        .map(file -> file.orElseThrow().terms().recipients())
                : Uni.createFrom().item(Recipients.AUTOMATED);
    }

    private Decision<Attempt> rings(Attempt attempt, CallWebhook webhook) {
        return attempt.rings(webhook.ids(), webhook.occurredAt(), spans.whileRinging());
    }

    private Decision<Attempt> answered(Attempt attempt, CallWebhook webhook) {
        return attempt.answered(webhook.ids(), webhook.occurredAt(), spans.whileTalking());
    }

    private Decision<Attempt> conversationEnded(Attempt attempt, CallWebhook webhook) {
        return attempt.conversationEnded(
                webhook.ids(), webhook.conversationSecs(), webhook.occurredAt(), spans.afterConversation());
    }

    private Decision<Attempt> detected(Attempt attempt, CallWebhook webhook) {
        return webhook.machine()
                ? attempt.machineHeard(webhook.ids(), webhook.occurredAt(), spans.whileTalking())
                : attempt.rings(webhook.ids(), webhook.occurredAt(), spans.whileTalking());
    }

    private static Decision<Attempt> hungUp(Attempt attempt, CallWebhook webhook, Recipients recipients) {
        return attempt.ended(
                webhook.ids(), attempt.outcomeOf(webhook.cause().outcome(), recipients), webhook.occurredAt());
    }

    private Uni<Void> write(
            Mutiny.Session session, Attempt before, Decision<Attempt> decision, CallWebhook webhook, UUID cause) {
        return decision.next()
                .map(after -> ledger.write(session, before, after, Optional.of(cause)))
                .orElseGet(() -> ignore(webhook, decision.reason(), cause));
    }

    private static Uni<Void> ignore(CallWebhook webhook, String reason, UUID eventId) {
        LOG.debugf("webhook %s ignored: %s. eventId=%s", webhook.kind(), reason, eventId);
        return Uni.createFrom().voidItem();
    }
}
