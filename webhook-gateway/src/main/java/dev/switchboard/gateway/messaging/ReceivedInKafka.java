package dev.switchboard.gateway.messaging;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.ChannelWebhook;
import dev.switchboard.events.EventHeaders;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.TelnyxWebhook;
import dev.switchboard.events.Topic;
import dev.switchboard.gateway.application.WebhookLog;
import dev.switchboard.gateway.domain.Callback;
import dev.switchboard.gateway.domain.Received;
import dev.switchboard.gateway.domain.Webhook;
import io.smallrye.mutiny.Uni;
import io.smallrye.reactive.messaging.MutinyEmitter;
import io.smallrye.reactive.messaging.kafka.api.OutgoingKafkaRecordMetadata;
import jakarta.enterprise.context.ApplicationScoped;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.common.errors.RecordTooLargeException;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.eclipse.microprofile.config.inject.ConfigProperty;
import org.eclipse.microprofile.reactive.messaging.Channel;
import org.eclipse.microprofile.reactive.messaging.Message;

/**
 * Webhooks on the topic {@code telnyx.webhook}, keyed by call session; callbacks on {@code channel.webhook}, keyed by
 * channel. The producers' own threads send, so a broker that is away blocks no event loop.
 */
@ApplicationScoped
class ReceivedInKafka implements WebhookLog {

    private final String source;
    private final Received.Kind<Uni<Void>> append;

    ReceivedInKafka(
            @Channel(Channels.TELNYX_WEBHOOK) MutinyEmitter<byte[]> webhooks,
            @Channel(Channels.CHANNEL_WEBHOOK) MutinyEmitter<byte[]> callbacks,
            @ConfigProperty(name = "quarkus.application.name") String application) {
        this.source = "/" + application;
        this.append = new Received.Kind<>() {
            @Override
            public Uni<Void> webhook(Webhook webhook) {
                return webhooks.sendMessage(message(webhook));
            }

            @Override
            public Uni<Void> callback(Callback callback) {
                return callbacks.sendMessage(message(callback));
            }
        };
    }

    @Override
    public Uni<Void> append(Received received) {
        return Uni.createFrom()
                .deferred(() -> received.as(append))
                .onFailure(RecordTooLargeException.class)
                .transform(TooLargeException::new);
    }

    private Message<byte[]> message(Webhook webhook) {
        TelnyxWebhook body = new TelnyxWebhook(
                webhook.account(),
                webhook.eventId(),
                webhook.eventType(),
                webhook.occurredAt(),
                webhook.callControlId(),
                webhook.callSessionId(),
                webhook.headers(),
                webhook.body(),
                webhook.receivedAt());
        return message(Topic.TELNYX_WEBHOOK, webhook, webhook.orderedBy(), webhook.occurredAt(), body);
    }

    private Message<byte[]> message(Callback callback) {
        ChannelWebhook body = new ChannelWebhook(
                callback.channel(), callback.eventId(), callback.headers(), callback.body(), callback.receivedAt());
        return message(Topic.CHANNEL_WEBHOOK, callback, callback.channel(), callback.receivedAt(), body);
    }

    private Message<byte[]> message(Topic topic, Received received, String key, Instant time, Object body) {
        return Message.of(json(body))
                .addMetadata(OutgoingKafkaRecordMetadata.<String>builder()
                        .withKey(key)
                        .withHeaders(headers(topic, received, key, time))
                        .build());
    }

    private RecordHeaders headers(Topic topic, Received received, String key, Instant time) {
        RecordHeaders headers = new RecordHeaders();
        new EventHeaders(received.recordId(), topic.eventType(), source, key, time, Optional.empty(), Optional.empty())
                .toMap()
                .forEach((name, value) -> headers.add(name, value.getBytes(StandardCharsets.UTF_8)));
        return headers;
    }

    private static byte[] json(Object body) {
        try {
            return EventJson.mapper().writeValueAsBytes(body);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("an event is not writable as JSON", e);
        }
    }
}
