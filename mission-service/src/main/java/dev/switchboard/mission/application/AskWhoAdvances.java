package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.AskForCalls.Step;
import dev.switchboard.mission.domain.Move;
import dev.switchboard.mission.domain.Target;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;

/**
 * Asks a person who advances to the next round. The round's step is completed and the run waits: nobody is called before
 * the decision.
 */
@ApplicationScoped
public class AskWhoAdvances {

    /** Nobody reads more; of a longer list the best are shown, and only they can be chosen. */
    private static final int MOST_CANDIDATES = 1_000;

    private final AskApproval approval;
    private final BeginStages stages;
    private final Runs runs;

    AskWhoAdvances(AskApproval approval, BeginStages stages, Runs runs) {
        this.approval = approval;
        this.stages = stages;
        this.runs = runs;
    }

    /** The run as it stands then: it awaits the answer, or ends if nobody may give one. */
    Uni<RunState> ask(Step step, RunState run, Move.AskWhoAdvances move) {
        return stages.complete(step, run, run.stage())
                .chain(() -> approval.ask(
                        step.session(),
                        run,
                        new Question(ApprovalAction.ROUND_ADVANCE, move.question(), request(move))))
                .chain(() -> runs.lock(step.session(), run.id()));
    }

    private static ObjectNode request(Move.AskWhoAdvances move) {
        ObjectNode request = EventJson.mapper().createObjectNode();
        ArrayNode shortlist = request.putArray("shortlist");
        for (Move.Listed listed : move.shortlist()) {
            ObjectNode item = person(shortlist.addObject(), listed.settled().target());
            item.put("reason", listed.reason());
            item.set("insight", EventJson.mapper().valueToTree(listed.settled().insight()));
        }
        ArrayNode candidates = request.putArray("candidates");
        move.candidates().stream().limit(MOST_CANDIDATES).forEach(target -> person(candidates.addObject(), target));
        return request;
    }

    private static ObjectNode person(ObjectNode item, Target target) {
        return item.put("name", target.name()).put("phone", target.phone());
    }
}
