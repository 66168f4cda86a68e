package dev.switchboard.mission.application;

import dev.switchboard.mission.domain.Stage;
import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The targets of runs. */
public interface Targets {

    Uni<Void> add(Mutiny.Session session, UUID runId, Stage stage, List<NewTarget> targets);

    /**
     * Adds an entry for each of these targets, to be called in that stage; in the order of calls they follow the
     * {@code entries} there are, in the order given.
     *
     * @return how many of them had a result until now
     */
    Uni<Integer> again(Mutiny.Session session, UUID runId, Stage stage, List<Integer> positions, int entries);

    /** The target that call belongs to, locked. */
    Uni<Optional<TargetState>> lockByCall(Mutiny.Session session, UUID callId);

    /** Keeps the progress of locked targets. */
    Uni<Void> save(Mutiny.Session session, List<TargetState> targets);

    /** Adds to what a locked target has cost, US dollars. */
    Uni<Void> charge(Mutiny.Session session, UUID targetId, BigDecimal cost);

    /** The next whom nobody has asked a call for, in the order of calls. */
    Uni<List<TargetState>> toAsk(Mutiny.Session session, UUID runId, int limit);

    /** Those of these positions whom nobody has asked a call for. */
    Uni<List<TargetState>> toAsk(Mutiny.Session session, UUID runId, List<Integer> positions);

    /** The calls under way after the {@code sequence}-th in the order of calls, by their place in it. */
    Uni<SortedMap<Integer, UUID>> openCalls(Mutiny.Session session, UUID runId, int sequence, int limit);

    /** How many of the calls under way have had an attempt that came to nothing and wait for another. */
    Uni<Integer> waiting(Mutiny.Session session, UUID runId);

    /**
     * The last calls, {@code limit} at most, of which nothing was heard and that were not called off. Locked; what is being
     * told of at this moment is not among them.
     */
    Uni<List<TargetState>> lockUntouched(Mutiny.Session session, UUID runId, int limit);

    /** Remembers that the calls of locked targets were called off. */
    Uni<Void> callOff(Mutiny.Session session, List<TargetState> targets);

    /** How many of the calls under way were called off. */
    Uni<Integer> calledOff(Mutiny.Session session, UUID runId);

    /** Gives each its call. */
    Uni<Void> ask(Mutiny.Session session, List<AskedTarget> targets);

    /** Some targets whose status is not final, locked. */
    Uni<List<TargetState>> lockUnsettled(Mutiny.Session session, UUID runId, int limit);

    /** Those, by their place in the order of calls, in that order. */
    Uni<List<TargetState>> called(Mutiny.Session session, UUID runId, List<Integer> sequences);

    /** The final targets of a stage after the {@code sequence}-th in the order of calls. */
    Uni<List<TargetState>> settled(Mutiny.Session session, UUID runId, int stage, int sequence, int limit);

    /** The positions of those of a stage that have one of these numbers, in the order of the numbers. */
    Uni<List<Integer>> positions(Mutiny.Session session, UUID runId, int stage, List<String> phones);

    /** Keeps what the ranking made of them. */
    Uni<Void> place(Mutiny.Session session, List<PlacedTarget> targets);
}
