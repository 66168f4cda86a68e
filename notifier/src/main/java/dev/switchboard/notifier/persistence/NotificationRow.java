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

    @Id
    UUID id;

    @Column(name = "mission_id")
    UUID missionId;

    @Column(name = "run_id")
    UUID runId;

    String account;

    String channel;

    String event;

    int attempts;

    @Column(name = "created_at")
    Instant createdAt;
}
