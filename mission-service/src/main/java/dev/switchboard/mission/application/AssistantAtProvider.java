package dev.switchboard.mission.application;

import java.util.Optional;

/**
 * An assistant as Telnyx has it.
 *
 * @param texmlAppId empty if it has no telephony
 * @param groupId its insight group
 */
public record AssistantAtProvider(String id, Optional<String> texmlAppId, Optional<String> groupId) {}
