package dev.switchboard.gateway.http;

import dev.switchboard.gateway.application.RecordWebhook;
import dev.switchboard.gateway.application.WebhookLog;
import dev.switchboard.gateway.config.GatewayConfig;
import dev.switchboard.gateway.domain.RecentEvents;
import dev.switchboard.gateway.domain.Room;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import jakarta.enterprise.inject.Produces;
import jakarta.inject.Singleton;

/** Puts the use case together with its limits. */
class Recordings {

    @Produces
    @Singleton
    RecordWebhook recordWebhook(WebhookLog log, GatewayConfig config, Tally tally, MeterRegistry registry) {
        Room room = new Room(config.maxWaiting(), config.maxWaitingSize().asLongValue());
        Gauge.builder("switchboard.gateway.waiting", room, Room::webhooksTaken)
                .description("Webhooks that wait for the broker")
                .register(registry);
        return new RecordWebhook(log, new RecentEvents(config.remembered()), room, config.patience(), tally::trouble);
    }
}
