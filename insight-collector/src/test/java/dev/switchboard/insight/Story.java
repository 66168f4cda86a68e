package dev.switchboard.insight;

import dev.switchboard.events.Topic;
import dev.switchboard.events.contract.EventContract;
import java.nio.charset.StandardCharsets;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.UUID;

/** One answered call as the contract's samples tell it, with ids of its own so that stories do not meet. */
final class Story {

    private static final String RUN = "0b9d7c1e-53a4-4f7e-8c86-7a1d5f3e9b20";
    private static final String ATTEMPT = "e4b1d8f3-6a27-4c95-8e0f-2d9c7b5a1e12";
    private static final String CONVERSATION = "b0e7d3f9-6c15-4a82-9d4b-7f2a1c8e5044";
    private static final String TEMPLATE = "d83c5f0e-27b9-4a61-9c04-e5f1b7a2d632";
    private static final String SUMMARY = "47f9b2c6-e0d8-4531-8a7e-1c6d3f5b9033";
    private static final String CONTROL = "v3:T02llQxyaRkhfRKxgAP8nY511EhFLizdvdUKJiSw8d6A9BborherQc";
    private static final String SESSION = "428c31b6-7af4-4bcb-b7f5-5013ef9657c1";
    private static final String CALL = "7d2e4b90-1f3c-4a67-b5d8-90c3e6a1f402";

    private final Map<String, String> own = new LinkedHashMap<>();

    Story() {
        for (String id : new String[] {RUN, ATTEMPT, CONVERSATION, TEMPLATE, SUMMARY, SESSION, CALL}) {
            own.put(id, UUID.randomUUID().toString());
        }
        own.put(CONTROL, "v3:" + UUID.randomUUID());
    }

    String sample(Topic topic) {
        return owned(EventContract.sample(topic));
    }

    String sample(Topic topic, String variant) {
        return owned(EventContract.sample(topic, variant));
    }

    String run() {
        return own.get(RUN);
    }

    String attempt() {
        return own.get(ATTEMPT);
    }

    String conversation() {
        return own.get(CONVERSATION);
    }

    String template() {
        return own.get(TEMPLATE);
    }

    String summary() {
        return own.get(SUMMARY);
    }

    private String owned(byte[] sample) {
        String text = new String(sample, StandardCharsets.UTF_8);
        for (Map.Entry<String, String> id : own.entrySet()) {
            text = text.replace(id.getKey(), id.getValue());
        }
        return text;
    }
}
