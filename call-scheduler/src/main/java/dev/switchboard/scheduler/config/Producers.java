package dev.switchboard.scheduler.config;

import dev.switchboard.calling.ZonesOfNumbers;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** What the use cases are given. */
class Producers {

    @Produces
    @Singleton
    ZonesOfNumbers zonesOfNumbers() {
        return new ZonesOfNumbers();
    }
}
