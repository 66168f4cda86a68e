package dev.switchboard.notifier.config;

import dev.switchboard.http.OutboundHttp;
import dev.switchboard.notifier.domain.DeliveryPolicy;
import io.vertx.mutiny.core.Vertx;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;
import java.time.Duration;

/** What is made from configuration. */
class Wiring {

    private static final int CONNECTIONS = 8;

    /** Two of these in a row have to end before a claim's lease does. */
    private static final Duration LONGEST_TIMEOUT = Duration.ofSeconds(20);

    @Produces
    @Singleton
    OutboundHttp http(Vertx vertx, NotifierConfig config) {
        if (config.timeout().compareTo(LONGEST_TIMEOUT) > 0) {
            throw new IllegalArgumentException(
                    "switchboard.notifier.timeout: " + config.timeout() + ", expected at most " + LONGEST_TIMEOUT);
        }
        return new OutboundHttp(vertx, config.timeout(), CONNECTIONS);
    }

    @Produces
    @Singleton
    DeliveryPolicy policy(NotifierConfig config) {
        NotifierConfig.Retry retry = config.retry();
        return new DeliveryPolicy(retry.first(), retry.longest(), retry.giveUpAfter());
    }
}
