package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The assistants of an account at Telnyx (contract, section 2). Every {@code Uni} fails with {@link ProviderRefusal} or
 * {@link ProviderAway}.
 */
public interface Assistants {

    Uni<Optional<AssistantAtProvider>> byId(String account, String id);

    /** One that has every wanted field with the wanted value; other fields do not matter. */
    Uni<Optional<AssistantAtProvider>> equalTo(String account, ObjectNode wanted);

    /** The request that makes one with these fields. */
    static GuardedRequest creation(ObjectNode fields) {
        return new GuardedRequest(ApprovalAction.ASSISTANT_CREATE, "POST", "/ai/assistants", fields);
    }

    /** The request that changes which insights an assistant extracts; an update is a POST there. */
    static GuardedRequest changeOfGroup(String id, String groupId) {
        ObjectNode change = JsonNodeFactory.instance.objectNode();
        change.putObject("insight_settings").put("insight_group_id", groupId);
        return new GuardedRequest(
                ApprovalAction.ASSISTANT_UPDATE,
                "POST",
                "/ai/assistants/" + URLEncoder.encode(id, StandardCharsets.UTF_8),
                change);
    }
}
