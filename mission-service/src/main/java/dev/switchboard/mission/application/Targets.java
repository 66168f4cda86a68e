package dev.switchboard.mission.application;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The targets of runs. */
public interface Targets {

    Uni<Void> add(Mutiny.Session session, UUID runId, List<NewTarget> targets);

    /** The target that call belongs to, locked. */
    Uni<Optional<TargetState>> lockByCall(Mutiny.Session session, UUID callId);

    /** Keeps the progress of locked targets. */
    Uni<Void> save(Mutiny.Session session, List<TargetState> targets);

    /** Adds to what a locked target has cost, US dollars. */
    Uni<Void> charge(Mutiny.Session session, UUID targetId, BigDecimal cost);

    /** The targets after the {@code asked}-th in the order of calls. */
    Uni<List<TargetState>> afterSequence(Mutiny.Session session, UUID runId, int asked, int limit);

    /** Gives each its call. */
    Uni<Void> ask(Mutiny.Session session, List<AskedTarget> targets);

    /** Some targets whose status is not final, locked. */
    Uni<List<TargetState>> lockUnsettled(Mutiny.Session session, UUID runId, int limit);

    /** Targets with a result, in the order of the mission file, after that position. */
    Uni<List<TargetState>> withResult(UUID runId, int position, int limit);

    /** Keeps what the ranking made of them. */
    Uni<Void> place(Mutiny.Session session, List<PlacedTarget> targets);
}
