package dev.switchboard.mission.telnyx;

import jakarta.enterprise.context.ApplicationScoped;
import org.eclipse.microprofile.health.HealthCheck;
import org.eclipse.microprofile.health.HealthCheckResponse;
import org.eclipse.microprofile.health.Readiness;

/** Tells whether Telnyx answers. Its absence does not make this service unready: missions are taken and wait. */
@Readiness
@ApplicationScoped
class TelnyxReadiness implements HealthCheck {

    private final Reachability reachability;

    TelnyxReadiness(Reachability reachability) {
        this.reachability = reachability;
    }

    @Override
    public HealthCheckResponse call() {
        return HealthCheckResponse.named("telnyx")
                .up()
                .withData("reachable", reachability.reachable())
                .build();
    }
}
