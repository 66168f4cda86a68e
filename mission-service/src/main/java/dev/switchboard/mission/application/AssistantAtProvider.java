package dev.switchboard.mission.application;

import java.util.Optional;

/**
 * An assistant as Telnyx has it.
 *
 * @param texmlAppId empty if it has no telephony
 * @param messagingProfileId whose numbers its texts come from; empty if it does not write
 * @param groupId its insight group
 */
public record AssistantAtProvider(
        String id, Optional<String> texmlAppId, Optional<String> messagingProfileId, Optional<String> groupId) {}
