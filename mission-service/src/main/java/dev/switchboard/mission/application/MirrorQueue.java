package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.mission.domain.PlannedStep;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** What the Telnyx Missions API is to be told of runs, in order. Nothing waits for it. */
public interface MirrorQueue {

    /** What is told. */
    enum Kind {
        MISSION,
        RUN,
        PLAN,
        AGENT,
        STATUS,
        /** A person's move: pause, resume or cancel. */
        MOVE,
        STEP,
        /** The end of the run: after every event. */
        END;

        public String word() {
            return name().toLowerCase(Locale.ROOT);
        }

        public static Kind of(String word) {
            return valueOf(word.toUpperCase(Locale.ROOT));
        }
    }

    /** One request to be made; the payload is its body. */
    record Tell(Kind kind, ObjectNode payload) {}

    /** Begins to mirror a new run with its plan. */
    Uni<Void> open(Mutiny.Session session, NewMission mission, List<PlannedStep> plan);

    /** Adds requests after those there are; does nothing for a run that is not mirrored. */
    Uni<Void> add(Mutiny.Session session, UUID runId, List<Tell> requests);
}
