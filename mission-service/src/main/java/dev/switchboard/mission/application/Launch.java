package dev.switchboard.mission.application;

import dev.switchboard.mission.missionfile.Violation;
import java.util.List;

/** What came of asking for a mission. */
public sealed interface Launch {

    /** Stored, now or by an earlier request with the same key. */
    record Done(Launched mission, boolean repeated) implements Launch {}

    /** The file is not a valid mission; nothing is stored. */
    record Invalid(List<Violation> violations) implements Launch {

        public Invalid {
            violations = List.copyOf(violations);
        }
    }

    /** The file names an account that is not the requester's; nothing is stored. */
    record Foreign(String account) implements Launch {}

    /** The idempotency key stands for another request; nothing is stored. */
    record Conflict(String idempotencyKey) implements Launch {}
}
