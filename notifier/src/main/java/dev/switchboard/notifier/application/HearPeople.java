package dev.switchboard.notifier.application;

import dev.switchboard.events.ApprovalDecided;
import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Event;
import dev.switchboard.messaging.Ids;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.notifier.config.People;
import dev.switchboard.notifier.config.Places;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.Callback;
import dev.switchboard.notifier.domain.CallbackPolicy;
import dev.switchboard.notifier.domain.Response;
import io.quarkus.arc.All;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;
import org.jboss.logging.Logger;

/**
 * Turns what a person did in a channel into a decision, a form or an answer, all of them written down first. Whether a
 * decision counts is for the mission-service to say: it hears of every one.
 */
@ApplicationScoped
public class HearPeople {

    private static final Logger LOG = Logger.getLogger(HearPeople.class);

    private static final String NOT_ASKED = "Nothing was decided: this message does not ask about it.";

    private final List<CallbackReader> readers;
    private final Approvals approvals;
    private final Notifications notifications;
    private final People people;
    private final Places places;
    private final Outbox outbox;
    private final Ids ids;

    HearPeople(
            @All List<CallbackReader> readers,
            Approvals approvals,
            Notifications notifications,
            People people,
            Places places,
            Outbox outbox,
            Ids ids) {
        this.readers = readers;
        this.approvals = approvals;
        this.notifications = notifications;
        this.people = people;
        this.places = places;
        this.outbox = outbox;
        this.ids = ids;
    }

    public Uni<Void> apply(Mutiny.Session session, Event<ChannelWebhook> event) {
        Optional<Callback> heard = read(event.body());
        if (heard.isEmpty()) {
            LOG.debugf(
                    "a callback that is nothing to us. eventId=%s",
                    event.headers().id());
            return Uni.createFrom().voidItem();
        }
        Callback callback = heard.get();
        return find(session, callback)
                .chain(approval -> approval.isPresent()
                        ? respond(session, event, approval.get(), callback)
                        : unknown(session, event, callback));
    }

    private Optional<Callback> read(ChannelWebhook webhook) {
        return readers.stream()
                .filter(reader -> reader.channel().word().equals(webhook.channel()))
                .findFirst()
                .flatMap(reader -> reader.read(webhook.body()));
    }

    private Uni<Optional<Approval>> find(Mutiny.Session session, Callback callback) {
        return callback.approvalId()
                .map(id -> approvals.find(session, id))
                .orElseGet(() -> approvals.shownBy(
                        session, callback.channel(), callback.from().place(), callback.message()));
    }

    /** Where the message is one of ours all the same, its account answers. */
    private Uni<Void> unknown(Mutiny.Session session, Event<ChannelWebhook> event, Callback callback) {
        LOG.infof(
                "a callback about no approval that is known. eventId=%s",
                event.headers().id());
        return approvals
                .shownBy(session, callback.channel(), callback.from().place(), callback.message())
                .chain(shown -> shown.isPresent()
                        ? notifications.reply(session, shown.get(), callback.channel(), callback.from(), NOT_ASKED)
                        : Uni.createFrom().voidItem());
    }

    /**
     * Whoever decides by a message that does not show the approval has not seen what is asked, or is in another account's
     * channel: nobody that is known, whatever their id says.
     */
    private Uni<Void> respond(
            Mutiny.Session session, Event<ChannelWebhook> event, Approval approval, Callback callback) {
        return approvals
                .isShownBy(
                        session,
                        approval.id(),
                        callback.channel(),
                        callback.from().place(),
                        callback.message())
                .chain(shown -> respond(session, event, approval, callback, shown));
    }

    private Uni<Void> respond(
            Mutiny.Session session, Event<ChannelWebhook> event, Approval approval, Callback callback, boolean shown) {
        return CallbackPolicy.respond(approval, callback).as(new Response.Kind<>() {
            @Override
            public Uni<Void> decided(Response.Decided decided) {
                return tell(session, event, approval, callback, decided, shown);
            }

            @Override
            public Uni<Void> asked(Response.Asked asked) {
                return shown
                        ? notifications.open(session, approval, callback.channel(), callback.from(), asked.trigger())
                        : reply(session, approval, callback, NOT_ASKED);
            }

            @Override
            public Uni<Void> answered(Response.Answered answered) {
                return reply(session, approval, callback, answered.text());
            }

            @Override
            public Uni<Void> ignored(Response.Ignored ignored) {
                LOG.debugf(
                        "%s. approvalId=%s eventId=%s",
                        ignored.reason(), approval.id(), event.headers().id());
                return Uni.createFrom().voidItem();
            }
        });
    }

    private Uni<Void> reply(Mutiny.Session session, Approval approval, Callback callback, String text) {
        return isAnswerable(approval, callback)
                ? notifications.reply(session, approval, callback.channel(), callback.from(), text)
                : Uni.createFrom().voidItem();
    }

    /** With the account's token nothing can be said in another account's channel. */
    private boolean isAnswerable(Approval approval, Callback callback) {
        return places.isOf(
                approval.account(), callback.channel(), callback.from().place());
    }

    private Uni<Void> tell(
            Mutiny.Session session,
            Event<ChannelWebhook> event,
            Approval approval,
            Callback callback,
            Response.Decided decided,
            boolean shown) {
        UUID decisionId = ids.next();
        String channel = callback.channel().word();
        String user = callback.from().user();
        String by = people.name(approval.account(), callback.channel(), user)
                .filter(name -> shown)
                .orElse(channel + ":" + user);
        ApprovalDecided body = new ApprovalDecided(
                approval.id(),
                approval.account(),
                approval.digest(),
                decision(decided.decision()),
                by,
                channel,
                decided.words(),
                decided.shortlist(),
                event.body().receivedAt(),
                Optional.of(decisionId));
        LOG.infof(
                "a decision came by %s: %s. approvalId=%s eventId=%s",
                channel,
                decided.decision().name().toLowerCase(Locale.ROOT),
                approval.id(),
                event.headers().id());
        Uni<Void> held = isAnswerable(approval, callback)
                ? notifications.hold(session, decisionId, approval, callback.channel(), callback.from())
                : Uni.createFrom().voidItem();
        return held.chain(() -> outbox.add(
                session,
                new OutgoingEvent(
                        Topic.APPROVAL_DECIDED,
                        approval.account(),
                        approval.id().toString(),
                        approval.runId(),
                        body,
                        Optional.of(event.headers().id()))));
    }

    private static ApprovalDecided.Decision decision(Response.Decision decision) {
        return switch (decision) {
            case APPROVED -> ApprovalDecided.Decision.APPROVED;
            case REJECTED -> ApprovalDecided.Decision.REJECTED;
            case CHANGED -> ApprovalDecided.Decision.CHANGED;
        };
    }
}
