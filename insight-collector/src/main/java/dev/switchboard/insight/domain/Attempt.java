package dev.switchboard.insight.domain;

import java.util.UUID;

/**
 * The answered attempt that a conversation belongs to.
 *
 * @param openedBy the {@code call.completed} that told of it
 * @param number the n-th attempt of its call, from 1
 * @param sequence the n-th call of its run, from 1
 * @param byText whether its conversation is held by text
 */
public record Attempt(
        UUID attemptId,
        UUID callId,
        UUID missionId,
        UUID runId,
        UUID openedBy,
        String account,
        int number,
        int sequence,
        String targetName,
        InsightIds insights,
        boolean byText) {}
