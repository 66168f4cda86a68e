package dev.switchboard.scheduler.telnyx;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.HealthCheckResponseBuilder;
import org.eclipse.microprofile.health.Readiness;

/**
 * Says in the health report whether Telnyx lets us in. The service stays ready without Telnyx: it takes calls and waits;
 * taking it out of service would help nobody.
 */
@Readiness
@ApplicationScoped
class TelnyxHealth implements HealthCheck {

    private final Reachability reachability;

    TelnyxHealth(Reachability reachability) {
        this.reachability = reachability;
    }

    @Override
    public HealthCheckResponse call() {
        HealthCheckResponseBuilder report = HealthCheckResponse.named("telnyx");
        reachability.byAccount().forEach(report::withData);
        return report.up().build();
    }
}
