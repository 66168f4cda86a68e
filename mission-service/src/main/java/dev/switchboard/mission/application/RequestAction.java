package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.clock.MissionClock;
import dev.switchboard.messaging.UnitOfWork;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.UUID;

/** One guarded request to Telnyx that no mission needs, under the account's guardrails. */
@ApplicationScoped
public class RequestAction {

    /** What became of a wish. */
    public sealed interface Outcome {

        /** It may be made; how far it is can be read under that id. */
        record Taken(UUID actionId) implements Outcome {}

        /** People are asked first. */
        record Asked(UUID approvalId) implements Outcome {}

        /** It will not be made. */
        record Denied(String reason) implements Outcome {}

        /** It cannot be made as it stands; every error is named. */
        record Invalid(List<Flaw> flaws) implements Outcome {}
    }

    /** One thing wrong: where, what was found, what was expected. */
    public record Flaw(String path, String value, String expectation) {}

    private final Guardrails guardrails;
    private final AskApproval askApproval;
    private final GuardedActions actions;
    private final CarryOutActions carryOut;
    private final UnitOfWork unit;
    private final MissionClock clock;

    RequestAction(
            Guardrails guardrails,
            AskApproval askApproval,
            GuardedActions actions,
            CarryOutActions carryOut,
            UnitOfWork unit,
            MissionClock clock) {
        this.guardrails = guardrails;
        this.askApproval = askApproval;
        this.actions = actions;
        this.carryOut = carryOut;
        this.unit = unit;
        this.clock = clock;
    }

    /** Makes the request, asks people about it, or refuses it. */
    public Uni<Outcome> wanted(String account, String by, JsonNode action, JsonNode request) {
        return GuardedDoor.of(action.asText())
                .map(door -> wanted(account, by, door, request))
                .orElseGet(() -> Uni.createFrom()
                        .item(new Outcome.Invalid(List.of(new Flaw(
                                "$.action", action.asText(), "one of " + String.join(", ", GuardedDoor.words()))))));
    }

    private Uni<Outcome> wanted(String account, String by, GuardedDoor door, JsonNode request) {
        List<Flaw> flaws = door.flaws(request);
        if (!flaws.isEmpty()) {
            return Uni.createFrom().item(new Outcome.Invalid(flaws));
        }
        GuardedRequest exact = door.request(request);
        return switch (guardrails.of(account, door.action())) {
            case ALLOW -> make(account, by, exact);
            case ASK -> ask(account, new Question(door.action(), door.question(), exact.shown()));
            case DENY -> Uni.createFrom().item(new Outcome.Denied(GuardProvisioning.denied(account, door.action())));
        };
    }

    private Uni<Outcome> make(String account, String by, GuardedRequest request) {
        return actions.add(account, by, request, clock.instant().plus(CarryOutActions.CLAIM))
                .call(carryOut::carryOut)
                .map(Outcome.Taken::new);
    }

    private Uni<Outcome> ask(String account, Question question) {
        return unit.perform(session -> askApproval.ask(session, account, question))
                .map(asked -> asked.<Outcome>map(Outcome.Asked::new)
                        .orElseGet(() -> new Outcome.Denied(question.action().word() + " needs an approval, and "
                                + AskApproval.nobodyMayDecide(account))));
    }
}
