package dev.switchboard.mission.application;

import io.smallrye.mutiny.Uni;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The runs and what is to be done for them. */
public interface Runs {

    /** The run, locked until the end of the transaction. Targets are locked before their run, never after it. */
    Uni<RunState> lock(Mutiny.Session session, UUID runId);

    /** The run as it was last committed. */
    Uni<RunState> find(UUID runId);

    /** Keeps a locked run's new state; its work, if it has any, is due at once. */
    Uni<Void> save(Mutiny.Session session, RunState run);

    /** Marks a locked run as begun. */
    Uni<Void> begun(Mutiny.Session session, UUID runId, Instant at);

    /** Marks a locked run as over. */
    Uni<Void> over(Mutiny.Session session, RunState run, String summary, Instant at);

    /** Keeps what provisioning of a stage has reached, so that it is not done again. */
    Uni<Void> recordProvisioned(UUID runId, int stage, Provisioned provisioned);

    /** Puts a run's work off. */
    Uni<Void> putOff(UUID runId, Instant until);

    /** Accounts with provisioning due. */
    Uni<List<String>> accountsToProvision(Instant now);

    /** Takes the account's provisioning until then; false if somebody else has it. */
    Uni<Boolean> leaseProvisioning(String account, Instant now, Instant until);

    Uni<Void> releaseProvisioning(String account, Instant now);

    /** An account's runs whose provisioning is due, oldest first. */
    Uni<List<UUID>> toProvision(String account, Instant now);

    /** Takes the runs with that work due: nobody else is given them before {@code until}. */
    Uni<List<UUID>> claim(Work work, Instant now, Instant until);

    /** When work of that kind is due next. */
    Uni<Optional<Instant>> nextDue(Work work);

    /** Runs that are past their deadline and whose end is not decided. */
    Uni<List<UUID>> expired(Instant now);

    /** The next deadline of a run whose end is not decided. */
    Uni<Optional<Instant>> nextDeadline();
}
