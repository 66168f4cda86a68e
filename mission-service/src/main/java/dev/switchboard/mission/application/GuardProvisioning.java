package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.messaging.UnitOfWork;
import dev.switchboard.mission.application.Preview.Needed;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.UUID;

/**
 * Stands before what provisioning wants to make or change at Telnyx. Nothing leaves without the account's word or an
 * approval of exactly that request, and what leaves was committed before. The caller has looked whether it is there
 * already.
 */
@ApplicationScoped
public class GuardProvisioning {

    private final Guardrails guardrails;
    private final ApprovalRules rules;
    private final Approvals approvals;
    private final GuardedActions actions;
    private final GuardedRequests requests;
    private final RunEvents events;
    private final UnitOfWork unit;

    GuardProvisioning(
            Guardrails guardrails,
            ApprovalRules rules,
            Approvals approvals,
            GuardedActions actions,
            GuardedRequests requests,
            RunEvents events,
            UnitOfWork unit) {
        this.guardrails = guardrails;
        this.rules = rules;
        this.approvals = approvals;
        this.actions = actions;
        this.requests = requests;
        this.events = events;
        this.unit = unit;
    }

    /** An action that a run of that account would take, with what happens then. */
    Needed needed(String account, ApprovalAction action, String why) {
        String guardrail = guardrails.of(account, action).name().toLowerCase(Locale.ROOT);
        return new Needed(action.word(), Optional.of(guardrail), why);
    }

    /** An action of which Telnyx could not tell whether it would be needed. */
    static Needed unknown(ApprovalAction action, String what, String why) {
        return new Needed(action.word(), Optional.empty(), "Telnyx could not be asked " + what + ": " + why);
    }

    /**
     * Refuses what can never be allowed, before anything else is made for it.
     *
     * @throws ProviderRefusal if it is denied, or must be asked and nobody may decide
     */
    void refuseHopeless(String account, ApprovalAction action, String why) {
        switch (guardrails.of(account, action)) {
            case ALLOW -> {}
            case DENY -> throw new ProviderRefusal(why + ", and " + denied(account, action));
            case ASK -> {
                if (rules.approvers(account).isEmpty()) {
                    throw new ProviderRefusal(why + "; " + action.word() + " needs an approval, and "
                            + AskApproval.nobodyMayDecide(account) + "; name somebody, set " + setting(account, action)
                            + " to allow, or use what exists");
                }
            }
        }
    }

    /**
     * Makes the request if it may be made, once. Fails with {@link NeedsApproval} if people must be asked first, with
     * {@link ProviderRefusal} or {@link ProviderAway} otherwise.
     */
    Uni<JsonNode> perform(UUID runId, String account, GuardedRequest request, String why, String question) {
        refuseHopeless(account, request.action(), why);
        Question asked = new Question(request.action(), question, request.shown());
        return permission(runId, account, asked)
                .chain(approvalId -> actions.begin(runId, account, request, approvalId))
                .chain(id -> requests.send(account, request)
                        .call(answer -> actions.executed(id, answer))
                        .onFailure(ProviderRefusal.class)
                        .call(refusal -> actions.failed(id, refusal.getMessage())))
                .call(() -> tell(runId, request, why));
    }

    private Uni<Optional<UUID>> permission(UUID runId, String account, Question asked) {
        if (guardrails.of(account, asked.action()) == Guardrail.ALLOW) {
            return Uni.createFrom().item(Optional.empty());
        }
        return unit.perform(session -> approvals.given(session, runId, asked.action(), asked.digest()))
                .invoke(given -> {
                    if (given.isEmpty()) {
                        throw new NeedsApproval(asked);
                    }
                });
    }

    private Uni<Void> tell(UUID runId, GuardedRequest request, String why) {
        RunEvent done = new RunEvent(
                        RunEvent.ACTION,
                        RunEvent.details()
                                .put("action", request.action().word())
                                .put("digest", CanonicalJson.digest(request.shown()))
                                .put("state", "executed"))
                .because(why);
        return unit.perform(session -> events.add(session, runId, List.of(done)));
    }

    static String denied(String account, ApprovalAction action) {
        return action.word() + " is denied for account '" + account + "' (" + setting(account, action) + ")";
    }

    private static String setting(String account, ApprovalAction action) {
        return "switchboard.accounts." + account + ".guardrails." + action.setting();
    }
}
