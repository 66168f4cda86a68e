package dev.switchboard.mission.application;

import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import io.smallrye.mutiny.Uni;
import java.util.List;
import java.util.Optional;

/**
 * The phone numbers of an account at Telnyx (contract, section 4.4). Every {@code Uni} fails with
 * {@link ProviderRefusal} or {@link ProviderAway}.
 */
public interface Numbers {

    /**
     * A number of the account.
     *
     * @param phone E.164
     * @param connectionId the application it belongs to; empty if it is free
     * @param messagingProfileId the profile its texts belong to; empty if it has none
     */
    record OwnNumber(
            String id,
            String phone,
            Optional<String> connectionId,
            Optional<String> messagingProfileId,
            boolean hdVoice,
            boolean active) {}

    Uni<List<OwnNumber>> all(String account);

    /** Gives a number without a messaging profile to one, so that texts can be sent from it. */
    Uni<Void> assignTexts(String account, String numberId, String messagingProfileId);

    /** Gives a free number to an application, with HD voice. */
    Uni<Void> assign(String account, String numberId, String connectionId);

    /** The request that gives a number to an application, with HD voice. */
    static GuardedRequest reassignment(String numberId, String connectionId) {
        return new GuardedRequest(
                ApprovalAction.NUMBER_REASSIGN, "PATCH", "/phone_numbers/" + numberId, assignment(connectionId));
    }

    /** What is said of a number to give it to an application. */
    static ObjectNode assignment(String connectionId) {
        return JsonNodeFactory.instance
                .objectNode()
                .put("connection_id", connectionId)
                .put("hd_voice_enabled", true);
    }
}
