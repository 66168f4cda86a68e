package dev.switchboard.gateway.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.ObjectWriter;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.gateway.application.WebhookLog;
import dev.switchboard.gateway.domain.Webhook;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Webhooks on the topic {@code telnyx.webhook}, keyed by call session. The producer's own thread sends, so a broker that
 * is away blocks no event loop.
 */
@ApplicationScoped
class WebhooksInKafka implements WebhookLog {

    private static final ObjectWriter JSON = EventJson.mapper().writerFor(TelnyxWebhook.class);

    private final MutinyEmitter<byte[]> broker;
    private final String source;

    WebhooksInKafka(
            @Channel(Channels.TELNYX_WEBHOOK) MutinyEmitter<byte[]> broker,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.broker = broker;
        this.source = "/" + application;
    }

    @Override
    public Uni<Void> append(Webhook webhook) {
        return Uni.createFrom()
                .deferred(() -> broker.sendMessage(message(webhook)))
                .onFailure(RecordTooLargeException.class)
                .transform(TooLargeException::new);
    }

    private Message<byte[]> message(Webhook webhook) {
        return Message.of(json(webhook))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(webhook.orderedBy())
                        .withHeaders(headers(webhook))
                        .build());
    }

    private RecordHeaders headers(Webhook webhook) {
        RecordHeaders headers = new RecordHeaders();
        new EventHeaders(
                        webhook.recordId(),
                        Topic.TELNYX_WEBHOOK.eventType(),
                        source,
                        webhook.orderedBy(),
                        webhook.occurredAt(),
                        Optional.empty(),
                        Optional.empty())
                .toMap()
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static byte[] json(Webhook webhook) {
        try {
            return JSON.writeValueAsBytes(new TelnyxWebhook(
                    webhook.account(),
                    webhook.eventId(),
                    webhook.eventType(),
                    webhook.occurredAt(),
                    webhook.callControlId(),
                    webhook.callSessionId(),
                    webhook.headers(),
                    webhook.body(),
                    webhook.receivedAt()));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a webhook event is not writable as JSON", e);
        }
    }
}
