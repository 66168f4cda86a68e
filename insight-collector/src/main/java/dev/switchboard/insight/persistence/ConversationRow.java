package dev.switchboard.insight.persistence;

import dev.switchboard.insight.domain.Attempt;
import dev.switchboard.insight.domain.Conversation;
import dev.switchboard.insight.domain.InsightIds;
import dev.switchboard.insight.domain.State;
import dev.switchboard.insight.domain.TelnyxIds;
import dev.switchboard.insight.domain.Verdict;
import dev.switchboard.insight.wire.InsightResults;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import jakarta.persistence.Version;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.UUID;

/** A conversation in the database. */
@Entity
@Table(name = "conversation")
public class ConversationRow {

    @Id
    @Column(name = "attempt_id")
    UUID attemptId;

    @Column(name = "call_id")
    UUID callId;

    @Column(name = "mission_id")
    UUID missionId;

    @Column(name = "run_id")
    UUID runId;

    @Column(name = "opened_by")
    UUID openedBy;

    String account;

    int attempt;

    int sequence;

    @Column(name = "target_name")
    String targetName;

    @Column(name = "group_id")
    String groupId;

    @Column(name = "structured_id")
    String structuredId;

    @Column(name = "summary_id")
    String summaryId;

    @Column(name = "by_text")
    boolean byText;

    @Column(name = "conversation_id")
    String conversationId;

    @Column(name = "call_control_id")
    String callControlId;

    @Column(name = "call_session_id")
    String callSessionId;

    @Enumerated(EnumType.STRING)
    State state;

    String results;

    int tries;

    @Column(name = "due_at")
    Instant dueAt;

    @Column(name = "give_up_at")
    Instant giveUpAt;

    @Enumerated(EnumType.STRING)
    Verdict.Status status;

    String name;

    @Column(name = "changed_at")
    Instant changedAt;

    @Version
    int version;

    protected ConversationRow() {}

    static ConversationRow of(Conversation conversation, Instant now) {
        Attempt attempt = conversation.attempt();
        ConversationRow row = new ConversationRow();
        row.attemptId = attempt.attemptId();
        row.callId = attempt.callId();
        row.missionId = attempt.missionId();
        row.runId = attempt.runId();
        row.openedBy = attempt.openedBy();
        row.account = attempt.account();
        row.attempt = attempt.number();
        row.sequence = attempt.sequence();
        row.targetName = attempt.targetName();
        row.groupId = attempt.insights().groupId();
        row.structuredId = attempt.insights().structuredId();
        row.summaryId = attempt.insights().summaryId().orElse(null);
        row.byText = attempt.byText();
        row.take(conversation, now);
        return row;
    }

    /** Everything that changes. */
    void take(Conversation conversation, Instant now) {
        conversationId = conversation.ids().conversationId().orElse(null);
        callControlId = conversation.ids().callControlId().orElse(null);
        callSessionId = conversation.ids().callSessionId().orElse(null);
        state = conversation.state();
        results = conversation.results().isEmpty() ? null : InsightResults.write(conversation.results());
        tries = conversation.tries();
        dueAt = conversation.dueAt().orElse(null);
        giveUpAt = conversation.giveUpAt();
        status = conversation.status().orElse(null);
        name = conversation.name().orElse(null);
        changedAt = now;
    }

    Conversation toConversation() {
        return new Conversation(
                new Attempt(
                        attemptId,
                        callId,
                        missionId,
                        runId,
                        openedBy,
                        account,
                        attempt,
                        sequence,
                        targetName,
                        new InsightIds(groupId, structuredId, Optional.ofNullable(summaryId)),
                        byText),
                new TelnyxIds(
                        Optional.ofNullable(conversationId),
                        Optional.ofNullable(callControlId),
                        Optional.ofNullable(callSessionId)),
                state,
                results == null ? List.of() : InsightResults.read(results),
                tries,
                Optional.ofNullable(dueAt),
                giveUpAt,
                Optional.ofNullable(status),
                Optional.ofNullable(name));
    }
}
