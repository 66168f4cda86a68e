package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.Optional;

/**
 * The assistants of an account at Telnyx (contract, section 2). Every {@code Uni} fails with {@link ProviderRefusal} or
 * {@link ProviderAway}.
 */
public interface Assistants {

    Uni<Optional<AssistantAtProvider>> byId(String account, String id);

    /** One that has every wanted field with the wanted value; other fields do not matter. */
    Uni<Optional<AssistantAtProvider>> equalTo(String account, ObjectNode wanted);

    Uni<AssistantAtProvider> create(String account, ObjectNode wanted);

    /** Changes which insights the assistant extracts. */
    Uni<AssistantAtProvider> changeGroup(String account, String id, String groupId);
}
