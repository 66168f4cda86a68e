package dev.switchboard.insight.domain;

import java.util.Optional;

/**
 * Which insights a conversation is to yield.
 *
 * @param structuredId the template with a JSON Schema
 * @param summaryId the unstructured one paired with it
 */
public record InsightIds(String groupId, String structuredId, Optional<String> summaryId) {}
