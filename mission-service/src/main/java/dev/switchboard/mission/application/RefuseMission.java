package dev.switchboard.mission.application;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.MalformedEventException;
import dev.switchboard.events.MissionRefused;
import dev.switchboard.events.MissionRefused.Problem;
import dev.switchboard.events.Topic;
import dev.switchboard.messaging.Outbox;
import dev.switchboard.messaging.OutgoingEvent;
import dev.switchboard.mission.missionfile.Violation;
import io.smallrye.mutiny.Uni;
import jakarta.enterprise.context.ApplicationScoped;
import java.util.List;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/** Answers a {@code mission.requested} that is no mission, with everything that is wrong with it. */
@ApplicationScoped
public class RefuseMission {

    private static final String WHOLE = "$";

    private final Outbox outbox;
    private final MissionClock clock;

    RefuseMission(Outbox outbox, MissionClock clock) {
        this.outbox = outbox;
        this.clock = clock;
    }

    /**
     * Tells whoever asked.
     *
     * @param account the record's key
     * @param name the mission's, as far as it can be read
     */
    public Uni<Void> tell(
            Mutiny.Session session,
            EventHeaders request,
            String account,
            Optional<String> name,
            MalformedEventException why) {
        List<Problem> problems = problems(why);
        MissionRefused refused = new MissionRefused(
                request.id(),
                request.correlationId(),
                account,
                name,
                problems.stream().limit(MissionRefused.PROBLEMS_TOLD).toList(),
                problems.size(),
                clock.instant());
        return outbox.add(
                session,
                OutgoingEvent.forAccount(Topic.MISSION_REFUSED, account, request.id(), refused)
                        .causedBy(request.id()));
    }

    private static List<Problem> problems(MalformedEventException why) {
        return why instanceof InvalidMissionException invalid
                ? invalid.violations().stream().map(RefuseMission::problem).toList()
                : List.of(new Problem(WHOLE, "something else", "a mission file as JSON: " + why.getMessage()));
    }

    private static Problem problem(Violation violation) {
        return new Problem(violation.path(), violation.value(), violation.expectation());
    }
}
