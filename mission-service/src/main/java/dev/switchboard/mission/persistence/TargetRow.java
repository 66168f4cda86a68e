package dev.switchboard.mission.persistence;

import dev.switchboard.mission.application.TargetState;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetProgress;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;

/** A row of {@code target}, with the mission of its run. */
record TargetRow(
        UUID id,
        UUID runId,
        UUID missionId,
        int position,
        int sequence,
        int stage,
        String name,
        String phone,
        Optional<String> timezone,
        int priority,
        Optional<Double> strength,
        Map<String, String> variables,
        Optional<UUID> callId,
        Optional<TargetProgress> progress) {

    static final String COLUMNS = """
            t.id, t.run_id, r.mission_id, t.position, t.sequence, t.stage, t.name, t.phone, t.timezone, t.priority,
            t.strength, t.variables, t.call_id, t.progress
            """;

    TargetState state() {
        return new TargetState(
                id,
                runId,
                missionId,
                position,
                sequence,
                stage,
                new Target(name, phone, timezone, priority, strength, variables),
                callId,
                progress.orElse(TargetProgress.UNTOUCHED));
    }
}
