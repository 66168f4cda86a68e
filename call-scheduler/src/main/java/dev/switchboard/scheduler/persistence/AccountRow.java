package dev.switchboard.scheduler.persistence;

import dev.switchboard.scheduler.domain.Throttle;
import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;
import java.time.Instant;
import java.util.Optional;

@Entity
@Table(name = "account")
class AccountRow {

    @Id
    private String name;

    private int concurrentLimit;
    private int effectiveLimit;
    private Instant limitChangedAt;
    private Instant throttledAt;
    private Instant heldUntil;
    private int failures;
    private Instant failedAt;

    Throttle read() {
        return new Throttle(
                concurrentLimit,
                effectiveLimit,
                limitChangedAt,
                Optional.ofNullable(throttledAt),
                Optional.ofNullable(heldUntil),
                failures,
                Optional.ofNullable(failedAt));
    }

    void take(Throttle throttle) {
        concurrentLimit = throttle.limit();
        effectiveLimit = throttle.effective();
        limitChangedAt = throttle.changedAt();
        throttledAt = throttle.throttledAt().orElse(null);
        heldUntil = throttle.heldUntil().orElse(null);
        failures = throttle.failures();
        failedAt = throttle.failedAt().orElse(null);
    }
}
