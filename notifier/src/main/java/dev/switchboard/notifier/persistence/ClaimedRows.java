package dev.switchboard.notifier.persistence;

import dev.switchboard.events.EventJson;
import dev.switchboard.events.MissionCompleted;
import dev.switchboard.notifier.domain.Approval;
import dev.switchboard.notifier.domain.CardText;
import dev.switchboard.notifier.domain.ChangeForm;
import dev.switchboard.notifier.domain.Channel;
import dev.switchboard.notifier.domain.CompletionNotice;
import dev.switchboard.notifier.domain.Message;
import dev.switchboard.notifier.domain.NoticeText;
import dev.switchboard.notifier.domain.Notification;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;

/** What rows have to say by now. */
final class ClaimedRows {

    private ClaimedRows() {}

    static List<Notification> of(List<NotificationRow> rows, List<ApprovalRow> found) {
        Map<UUID, Approval> approvals = new HashMap<>();
        found.stream()
                .filter(Objects::nonNull)
                .flatMap(row -> row.approval().stream())
                .forEach(approval -> approvals.put(approval.id(), approval));
        return rows.stream()
                .map(row -> notification(row, Optional.ofNullable(approvals.get(row.approvalId))))
                .toList();
    }

    private static Notification notification(NotificationRow row, Optional<Approval> approval) {
        return new Notification(
                row.id,
                Optional.ofNullable(row.missionId),
                Optional.ofNullable(row.runId),
                row.account,
                Channel.valueOf(row.channel),
                row.attempts,
                row.revision,
                row.createdAt,
                message(row, approval));
    }

    private static Message message(NotificationRow row, Optional<Approval> approval) {
        return switch (row.kind) {
            case NotificationRow.COMPLETION ->
                new Message.Notice(NoticeText.of(notice(read(row, MissionCompleted.class))));
            case NotificationRow.QUESTION ->
                approval.map(known -> question(row, known)).orElseGet(Message.Silence::new);
            case NotificationRow.REPLY -> reply(read(row, Personal.class));
            case NotificationRow.FORM ->
                approval.map(known -> form(read(row, Personal.class), known)).orElseGet(Message.Silence::new);
            default -> throw new IllegalStateException("a notification of kind " + row.kind);
        };
    }

    private static Message question(NotificationRow row, Approval approval) {
        CardText text = CardText.of(approval);
        if (!row.reference.isEmpty()) {
            return new Message.Card(row.sentTo, row.reference, text);
        }
        return approval.isOpen() ? new Message.Announcement(text) : new Message.Silence();
    }

    private static Message reply(Personal content) {
        return new Message.Reply(content.address(), content.text());
    }

    private static Message form(Personal content, Approval approval) {
        return new Message.Form(content.trigger(), content.place(), ChangeForm.of(approval));
    }

    private static <T> T read(NotificationRow row, Class<T> type) {
        return EventJson.read(row.event.getBytes(StandardCharsets.UTF_8), type);
    }

    private static CompletionNotice notice(MissionCompleted event) {
        return CompletionNotice.of(event.name(), ending(event.status()), event.summary(), event.payload());
    }

    private static CompletionNotice.Ending ending(MissionCompleted.Status status) {
        return switch (status) {
            case SUCCEEDED -> CompletionNotice.Ending.SUCCEEDED;
            case FAILED -> CompletionNotice.Ending.FAILED;
            case CANCELLED -> CompletionNotice.Ending.CANCELLED;
        };
    }
}
