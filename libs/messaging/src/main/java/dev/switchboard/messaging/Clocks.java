package dev.switchboard.messaging;

import dev.switchboard.clock.MissionClock;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.util.Optional;
import org.eclipse.microprofile.config.inject.ConfigProperty;

/** Gives every service its clock. */
class Clocks {

    @Produces
    @Singleton
    MissionClock missionClock(@ConfigProperty(name = "switchboard.clock.file") Optional<String> file) {
        return MissionClock.of(file);
    }
}
