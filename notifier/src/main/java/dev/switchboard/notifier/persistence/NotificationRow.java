package dev.switchboard.notifier.persistence;

import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.UUID;

/** The columns that are read back; everything is written by statements. */
@Entity
@Table(name = "notification")
class NotificationRow {

    static final String COMPLETION = "COMPLETION";
    static final String QUESTION = "QUESTION";
    static final String REPLY = "REPLY";
    static final String FORM = "FORM";

    @Id
    UUID id;

    @Column(name = "mission_id")
    UUID missionId;

    @Column(name = "run_id")
    UUID runId;

    String account;

    String channel;

    String kind;

    @Column(name = "approval_id")
    UUID approvalId;

    /** The event it tells of, or the reply, as JSON. */
    String event;

    int attempts;

    int revision;

    @Column(name = "created_at")
    Instant createdAt;

    @Column(name = "sent_to")
    String sentTo;

    String reference;
}
