package dev.switchboard.scheduler.application;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.Optional;
import java.util.UUID;

/** What Telnyx carries with a call that we dial, and shows in every webhook about it (contract, sections 4.1 and 5). */
public final class ClientState {

    private static final String ATTEMPT = "attempt_id";

    private ClientState() {}

    /** Base64, as Telnyx wants it. */
    public static String of(Intent intent) {
        String json = EventJson.write(EventJson.mapper()
                .createObjectNode()
                .put(ATTEMPT, intent.attemptId().toString())
                .put("call_id", intent.callId().toString())
                .put("run_id", intent.request().runId().toString()));
        return Base64.getEncoder().encodeToString(json.getBytes(StandardCharsets.UTF_8));
    }

    /** The attempt it names; empty for one that is not ours. */
    public static Optional<UUID> attemptId(String clientState) {
        try {
            byte[] json = Base64.getDecoder().decode(clientState);
            return Optional.ofNullable(EventJson.mapper()
                            .readTree(new String(json, StandardCharsets.UTF_8))
                            .path(ATTEMPT)
                            .textValue())
                    .map(UUID::fromString);
        } catch (IllegalArgumentException | JsonProcessingException e) {
            return Optional.empty();
        }
    }
}
