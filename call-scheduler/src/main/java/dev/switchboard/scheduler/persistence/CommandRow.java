package dev.switchboard.scheduler.persistence;

import dev.switchboard.scheduler.domain.Command;
import jakarta.persistence.Column;
import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;

@Entity
@Table(name = "command")
class CommandRow {

    @Id
    private UUID id;

    @Column(updatable = false)
    private UUID attemptId;

    @Enumerated(EnumType.STRING)
    @Column(updatable = false)
    private Command.Kind kind;

    @Enumerated(EnumType.STRING)
    private Command.State state;

    private Instant dueAt;

    /** This and the tries are written by SQL only, when a command is taken up. */
    @Column(insertable = false, updatable = false)
    private Instant firstSentAt;

    @Column(insertable = false, updatable = false)
    private int tries;

    private Instant leaseUntil;

    /** For Hibernate. */
    CommandRow() {}

    CommandRow(UUID id, UUID attemptId, Command command) {
        this.id = id;
        this.attemptId = attemptId;
        this.kind = command.kind();
        take(command);
    }

    /** Whoever has learnt something about a command is done with it: its lease ends. */
    void take(Command command) {
        state = command.state();
        dueAt = command.dueAt();
        leaseUntil = Instant.EPOCH;
    }

    Command read() {
        return new Command(kind, state, dueAt, Optional.ofNullable(firstSentAt), tries);
    }
}
