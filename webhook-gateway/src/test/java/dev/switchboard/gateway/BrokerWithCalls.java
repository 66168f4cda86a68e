package dev.switchboard.gateway;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import io.quarkus.test.common.QuarkusTestResourceLifecycleManager;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.Map;
import java.util.UUID;

/** A broker that has heard of calls before the gateway starts: the first is open, the second over, the third given up. */
public final class BrokerWithCalls implements QuarkusTestResourceLifecycleManager {

    private final Broker broker = new Broker();

    @Override
    public Map<String, String> start() {
        Map<String, String> settings = broker.start();
        String servers = settings.get("kafka.bootstrap.servers");
        Records.publish(servers, Topic.CALL_COMPLETED, about(sample(Topic.CALL_COMPLETED), 2));
        Records.publish(servers, Topic.CALL_ABANDONED, about(sample(Topic.CALL_ABANDONED), 3));
        // Nobody can read this one.
        Records.publish(servers, Topic.CALL_SCHEDULED, EventJson.mapper().createObjectNode());
        for (int number = 1; number <= 3; number++) {
            Records.publish(servers, Topic.CALL_SCHEDULED, open(number));
        }
        return settings;
    }

    @Override
    public void stop() {
        broker.stop();
    }

    static String phone(int number) {
        return "+131255501" + (10 + number);
    }

    /** A scheduled call; the first one has the ids of the sample. */
    static ObjectNode open(int number) {
        ObjectNode call = about(read(EventContract.sample(Topic.CALL_SCHEDULED, "with_memory")), number);
        call.withObject("/target").put("phone", phone(number));
        return call;
    }

    private static ObjectNode about(ObjectNode event, int number) {
        if (number > 1) {
            event.put("call_id", new UUID(1, number).toString());
            if (event.has("attempt_id")) {
                event.put("attempt_id", new UUID(2, number).toString());
            }
        }
        return event;
    }

    private static ObjectNode sample(Topic topic) {
        return read(EventContract.sample(topic));
    }

    private static ObjectNode read(byte[] json) {
        try {
            return (ObjectNode) EventJson.mapper().readTree(json);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
