package dev.switchboard.examples;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ExecutionException;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Asks for a mission: {@code RequestMission BROKER ACCOUNT MISSION.json}. Prints the id of the request, by which its answer is
 * known. Sending the same id twice asks once.
 */
public final class RequestMission {

    private static final String TOPIC = "mission.requested";

    private RequestMission() {}

    public static void main(String[] args) throws IOException, ExecutionException, InterruptedException {
        UUID id = UUID.randomUUID();
        try (KafkaProducer<String, byte[]> producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", args[0], "acks", "all"),
                new StringSerializer(),
                new ByteArraySerializer())) {
            // The key of this topic is the account, the body the mission file.
            ProducerRecord<String, byte[]> request =
                    new ProducerRecord<>(TOPIC, args[1], Files.readAllBytes(Path.of(args[2])));
            headers(id).forEach((name, value) -> request.headers().add(name, value.getBytes(StandardCharsets.UTF_8)));
            producer.send(request).get();
        }
        System.out.println(id);
    }

    private static Map<String, String> headers(UUID id) {
        Map<String, String> headers = new LinkedHashMap<>();
        headers.put("ce_specversion", "1.0");
        headers.put("ce_id", id.toString());
        headers.put("ce_type", TOPIC + ".v1");
        headers.put("ce_source", "/example");
        headers.put("ce_subject", id.toString());
        headers.put("ce_time", Instant.now().toString());
        headers.put("content-type", "application/json");
        return headers;
    }
}
