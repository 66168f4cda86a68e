package dev.switchboard.scheduler.application;

import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.messaging.Event;
import dev.switchboard.scheduler.domain.Attempt;
import dev.switchboard.scheduler.domain.AttemptState;
import dev.switchboard.scheduler.domain.Decision;
import dev.switchboard.scheduler.domain.MachineRule;
import dev.switchboard.scheduler.domain.Via;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
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
    private final EndOfCall endOfCall;
    private final SteerCall steerCall;

    FollowCalls(
            Attempts attempts,
            Calls calls,
            Ledger ledger,
            MissionSpans spans,
            EndOfCall endOfCall,
            SteerCall steerCall) {
        this.attempts = attempts;
        this.calls = calls;
        this.ledger = ledger;
        this.spans = spans;
        this.endOfCall = endOfCall;
        this.steerCall = steerCall;
    }

    /** Applies a call's webhook; one that is late, repeated or about a call of someone else changes nothing. */
    public Uni<Void> apply(Mutiny.Session session, Event<TelnyxWebhook> event) {
        CallWebhook webhook = CallWebhook.read(event.body());
        UUID cause = event.headers().id();
        return find(session, webhook)
                .chain(found -> found.map(attempt -> tell(session, attempt, webhook, cause))
                        .orElseGet(() -> ignore(webhook, "no attempt of ours", cause)));
    }

    private Uni<Optional<Attempt>> find(Mutiny.Session session, CallWebhook webhook) {
        Instant before = webhook.occurredAt().plus(SKEW);
        return webhook.isAboutText()
                ? attempts.lockTexted(session, webhook.account(), webhook.from(), webhook.to(), before)
                : attempts.lockCalled(
                        session,
                        webhook.account(),
                        webhook.attemptId(),
                        webhook.ids(),
                        webhook.from(),
                        webhook.to(),
                        before);
    }

    private Uni<Void> tell(Mutiny.Session session, Attempt attempt, CallWebhook webhook, UUID cause) {
        if (attempt.state() == AttemptState.ENDED) {
            return hearLate(session, attempt, webhook, cause);
        }
        return switch (webhook.kind()) {
            case INITIATED -> write(session, attempt, rings(attempt, webhook), webhook, cause);
            case ANSWERED -> write(session, attempt, answered(attempt, webhook), webhook, cause);
            case CONVERSATION_ENDED -> write(session, attempt, conversationEnded(attempt, webhook), webhook, cause);
            case MACHINE_DETECTION, GREETING_ENDED ->
                write(session, attempt, detected(attempt, webhook), webhook, cause);
            case TEXT_SENT, CONVERSATION_KNOWN -> write(session, attempt, goesOn(attempt, webhook), webhook, cause);
            case TEXT_DELIVERED ->
                write(
                        session,
                        attempt,
                        attempt.ended(webhook.ids(), webhook.delivery(), webhook.occurredAt()),
                        webhook,
                        cause);
            case SPEECH_ENDED -> write(session, attempt, goesOn(attempt, webhook), webhook, cause);
            case HANGUP ->
                endOfCall
                        .of(session, attempt, webhook.ids(), webhook.cause().outcome(), webhook.occurredAt())
                        .chain(decision -> write(session, attempt, decision, webhook, cause));
        };
    }

    /** That it was a machine still says what an empty insight means, and that a message may have been left. */
    private Uni<Void> hearLate(Mutiny.Session session, Attempt attempt, CallWebhook webhook, UUID cause) {
        Decision<Attempt> decision = attempt.machineHeardLate();
        if (!webhook.tellsOfMachine() || decision.next().isEmpty()) {
            return ignore(webhook, "the attempt has ended", cause);
        }
        Attempt after = decision.next().get();
        return attempts.save(session, after)
                .chain(() -> calls.lock(session, attempt.callId()))
                .chain(file -> rememberMessage(session, after, file.orElseThrow()));
    }

    /** Of a call that we dialled it is known from our own commands. */
    private Uni<Void> rememberMessage(Mutiny.Session session, Attempt attempt, RequestedCall file) {
        return attempt.via() != Via.CALL_CONTROL && file.machineRule() == MachineRule.LEAVE_MESSAGE
                ? attempts.rememberMessage(
                        session, attempt, attempt.progress().endedAt().orElseThrow())
                : Uni.createFrom().voidItem();
    }

    /** A call that we dialled does nothing by itself: what it is to do next is decided here. */
    private Uni<Void> steer(Mutiny.Session session, Attempt attempt, CallWebhook webhook) {
        boolean dialled = attempt.via() == Via.CALL_CONTROL && attempt.state() == AttemptState.LIVE;
        if (!dialled || webhook.heard().isEmpty()) {
            return Uni.createFrom().voidItem();
        }
        return calls.lock(session, attempt.callId())
                .chain(file -> rule(session, attempt, file.orElseThrow()))
                .chain(rule -> steerCall.hear(
                        session, attempt.id(), rule, webhook.heard().get()));
    }

    /** Nobody gets a second message, whichever mission calls. */
    private Uni<MachineRule> rule(Mutiny.Session session, Attempt attempt, RequestedCall file) {
        MachineRule wanted = file.machineRule();
        if (wanted != MachineRule.LEAVE_MESSAGE || !file.terms().recipients().arePeople()) {
            return Uni.createFrom().item(wanted);
        }
        return attempts.hasMessage(session, attempt).map(has -> has ? MachineRule.HANG_UP : wanted);
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
        return webhook.tellsOfMachine()
                ? attempt.machineHeard(webhook.ids(), webhook.occurredAt(), spans.whileTalking())
                : attempt.rings(webhook.ids(), webhook.occurredAt(), spans.whileTalking());
    }

    private Decision<Attempt> goesOn(Attempt attempt, CallWebhook webhook) {
        return attempt.rings(webhook.ids(), webhook.occurredAt(), spans.whileTalking());
    }

    private Uni<Void> write(
            Mutiny.Session session, Attempt before, Decision<Attempt> decision, CallWebhook webhook, UUID cause) {
        return decision.next()
                .map(after -> ledger.write(session, before, after, Optional.of(cause))
                        .chain(() -> steer(session, after, webhook)))
                .orElseGet(() -> ignore(webhook, decision.reason(), cause));
    }

    private static Uni<Void> ignore(CallWebhook webhook, String reason, UUID eventId) {
        LOG.debugf("webhook %s ignored: %s. eventId=%s", webhook.kind(), reason, eventId);
        return Uni.createFrom().voidItem();
    }
}
