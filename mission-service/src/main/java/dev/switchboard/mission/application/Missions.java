package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.JsonNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;
import java.util.UUID;
import org.hibernate.reactive.mutiny.Mutiny;

/** The missions that were asked for. */
public interface Missions {

    /** Stores mission and run; false if the account has used the idempotency key already. */
    Uni<Boolean> add(Mutiny.Session session, NewMission mission);

    /** What an earlier request with the key stored. */
    Uni<Optional<Launched>> byIdempotencyKey(Mutiny.Session session, String account, String key);

    /** Under which key it was asked for. */
    Uni<Optional<String>> idempotencyKey(Mutiny.Session session, UUID missionId);

    /** The mission file without its targets. */
    Uni<JsonNode> document(Mutiny.Session session, UUID missionId);
}
