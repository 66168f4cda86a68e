package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.mission.domain.RunStatus;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Begins the next round as a person has decided: with those who were shown, or with exactly the numbers given instead. A
 * rejection cancels the run; if nobody decides in time, it fails.
 */
@ApplicationScoped
public class AdvanceAsDecided implements ApprovalEffects {

    private final Targets targets;
    private final Definitions definitions;
    private final CarryOutMoves moves;
    private final EndRun endRun;

    AdvanceAsDecided(Targets targets, Definitions definitions, CarryOutMoves moves, EndRun endRun) {
        this.targets = targets;
        this.definitions = definitions;
        this.moves = moves;
        this.endRun = endRun;
    }

    @Override
    public ApprovalAction action() {
        return ApprovalAction.ROUND_ADVANCE;
    }

    @Override
    public Optional<String> refuses(JsonNode request, List<String> shortlist) {
        return shortlist.isEmpty()
                ? Optional.of("a changed shortlist names at least one number; to end the mission, reject")
                : Optional.empty();
    }

    @Override
    public Uni<Void> decided(Mutiny.Session session, RunState run, Answer answer) {
        return switch (answer.decision()) {
            case APPROVED -> advance(session, run, Optional.empty());
            case CHANGED ->
                targets.positions(session, run.id(), run.stage(), answer.shortlist())
                        .chain(positions -> advance(session, run, Optional.of(positions)));
            case REJECTED -> endRun.end(session, run.id(), RunStatus.CANCELLED, reason(answer));
            case EXPIRED -> endRun.end(session, run.id(), RunStatus.FAILED, reason(answer));
        };
    }

    private static String reason(Answer answer) {
        return "who advances to the next round: " + answer.reason();
    }

    private Uni<Void> advance(Mutiny.Session session, RunState run, Optional<List<Integer>> changed) {
        return definitions
                .of(session, run.missionId())
                .chain(definition -> moves.carryOut(
                        session,
                        run,
                        definition,
                        definition.strategy().decided(run.progress(), changed),
                        Optional.empty()));
    }
}
