package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.mission.application.GuardedActions.DueAction;
import io.smallrye.mutiny.Multi;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import org.jboss.logging.Logger;

/**
 * Makes guarded requests that no mission waits for, each as it was shown, once. One whose answer was lost is looked for
 * before it is made again.
 */
@ApplicationScoped
public class CarryOutActions {

    private static final Logger LOG = Logger.getLogger(CarryOutActions.class);

    /** Longer than any request takes. */
    static final Duration CLAIM = Duration.ofMinutes(1);

    private final GuardedActions actions;
    private final GuardedRequests requests;
    private final MissionClock clock;

    CarryOutActions(GuardedActions actions, GuardedRequests requests, MissionClock clock) {
        this.actions = actions;
        this.requests = requests;
        this.clock = clock;
    }

    /** One pass over the requests that are due. */
    public Uni<Optional<Instant>> pass() {
        Instant now = clock.instant();
        return actions.claim(now, now.plus(CLAIM))
                .onItem()
                .transformToMulti(due -> Multi.createFrom().iterable(due))
                .onItem()
                .transformToUni(this::carryOut)
                .collectFailures()
                .concatenate()
                .collect()
                .last()
                .chain(() -> actions.nextDue());
    }

    /** Makes a request that is claimed; whatever comes of it is kept. */
    Uni<Void> carryOut(UUID id) {
        return actions.find(id)
                .chain(action -> make(action)
                        .chain(answer -> actions.executed(id, answer))
                        .onFailure(ProviderRefusal.class)
                        .recoverWithUni(refusal -> actions.failed(id, refusal.getMessage()))
                        .onFailure(ProviderAway.class)
                        .recoverWithUni(away -> putOff(action, away)));
    }

    private Uni<JsonNode> make(DueAction action) {
        Uni<JsonNode> send = Uni.createFrom()
                .deferred(() ->
                        actions.attempting(action.id()).chain(() -> requests.send(action.account(), action.request())));
        return isToBeLookedFor(action)
                ? requests.lookFor(action.account(), action.request())
                        .chain(found ->
                                found.map(there -> Uni.createFrom().item(there)).orElse(send))
                : send;
    }

    /** An assistant that exists as wanted is never made a second time, whoever made it. */
    private static boolean isToBeLookedFor(DueAction action) {
        return action.tries() > 0 || action.request().action() == ApprovalAction.ASSISTANT_CREATE;
    }

    private Uni<Void> putOff(DueAction action, Throwable away) {
        LOG.warnf(
                "%s waits for Telnyx: %s. actionId=%s",
                action.request().action().word(), away.getMessage(), action.id());
        return actions.putOff(action.id(), clock.instant().plus(Backoff.after(action.tries(), away)));
    }
}
