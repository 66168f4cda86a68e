package dev.switchboard.mission.application.reading;

import io.smallrye.mutiny.Uni;
import java.math.BigDecimal;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** What can be read. An account sees its own only; what belongs to another is not there. */
public interface Overviews {

    /** Newest first, from the one after {@code after} on. */
    Uni<List<MissionOverview>> missions(String account, Optional<UUID> after, int limit);

    Uni<Optional<MissionOverview>> mission(String account, UUID missionId);

    /** Newest first, from the one after {@code after} on. */
    Uni<List<RunOverview>> runs(
            String account, Optional<UUID> missionId, Optional<String> status, Optional<UUID> after, int limit);

    Uni<Optional<RunOverview>> run(String account, UUID runId);

    /** The same with its progress, which takes a look at every target. */
    Uni<Optional<RunOverview>> runWithProgress(String account, UUID runId);

    /** Whether nothing more happens in it. */
    Uni<Boolean> isOver(UUID runId);

    /** As listed in the mission file, from the position after {@code after} on. */
    Uni<List<TargetOverview>> targets(UUID runId, Optional<String> status, int after, int limit);

    /** The call to that target, or with that id in the events, if the account has it. */
    Uni<Optional<CallOverview>> call(String account, UUID id);

    /** The only call of a run, if it has one only. */
    Uni<Optional<CallOverview>> onlyCall(UUID runId);

    /** Best first. */
    Uni<List<TargetOverview>> recommended(UUID runId, int afterRank, int limit);

    /** What a run has cost so far, US dollars, by estimate. */
    Uni<BigDecimal> cost(UUID runId);

    /** Lines of the audit trail, canonical JSON with their hashes, from the one after {@code after} on. */
    Uni<List<String>> audit(UUID runId, long after, int limit);

    /** From the one after {@code after} on. */
    Uni<List<EventOverview>> events(UUID runId, long after, int limit);
}
