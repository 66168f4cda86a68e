package dev.switchboard.launcher.deadletters;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Optional;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.header.Header;

/** A record that a consumer could not take. */
record Letter(ConsumerRecord<byte[], byte[]> message) {

    private static final String ADDED = "dead-letter-";

    /** As it was: key, body and headers, without what was added when it was put aside. */
    ProducerRecord<byte[], byte[]> original(String topic) {
        ProducerRecord<byte[], byte[]> original = new ProducerRecord<>(topic, message.key(), message.value());
        for (Header header : message.headers()) {
            if (!header.key().startsWith(ADDED)) {
                original.headers().add(header);
            }
        }
        return original;
    }

    Instant at() {
        return Instant.ofEpochMilli(message.timestamp());
    }

    String key() {
        return message.key() == null ? "" : new String(message.key(), StandardCharsets.UTF_8);
    }

    /** Of the event; empty if it has none. */
    String id() {
        return header("ce_id").orElse("");
    }

    /** In one line. */
    String reason() {
        return header(ADDED + "reason").orElse("no reason given").replaceAll("\\s+", " ");
    }

    private Optional<String> header(String name) {
        return Optional.ofNullable(message.headers().lastHeader(name))
                .map(Header::value)
                .map(value -> new String(value, StandardCharsets.UTF_8));
    }
}
