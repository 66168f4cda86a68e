package dev.switchboard.mission.metrics;

import dev.switchboard.mission.application.Tally;
import dev.switchboard.mission.domain.RunStatus;
import dev.switchboard.mission.domain.TargetStatus;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.context.ApplicationScoped;

/** Counters at {@code /q/metrics}. */
@ApplicationScoped
class TallyInMicrometer implements Tally {

    private static final String STATUS = "status";

    private final MeterRegistry registry;

    TallyInMicrometer(MeterRegistry registry) {
        this.registry = registry;
    }

    @Override
    public void callsRequested(int many) {
        registry.counter("switchboard.calls.requested").increment(many);
    }

    @Override
    public void targetSettled(TargetStatus status) {
        registry.counter("switchboard.targets.settled", STATUS, status.word()).increment();
    }

    @Override
    public void runEnded(RunStatus status) {
        registry.counter("switchboard.runs.ended", STATUS, status.word()).increment();
    }
}
