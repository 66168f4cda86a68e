package dev.switchboard.events;

import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** Every topic of the public contract. The type of an event is its topic and version: {@code call.scheduled.v1}. */
public enum Topic {
    MISSION_REQUESTED("mission.requested"),
    MISSION_REFUSED("mission.refused"),
    MISSION_CREATED("mission.created"),
    CALL_REQUESTED("call.requested"),
    CALL_CANCELLED("call.cancelled"),
    RUN_STEERED("run.steered"),
    CALL_SCHEDULED("call.scheduled"),
    TELNYX_WEBHOOK("telnyx.webhook"),
    CALL_COMPLETED("call.completed"),
    CALL_ABANDONED("call.abandoned"),
    INSIGHT_READY("insight.ready"),
    APPROVAL_REQUESTED("approval.requested"),
    APPROVAL_DECIDED("approval.decided"),
    APPROVAL_ANSWERED("approval.answered"),
    MISSION_COMPLETED("mission.completed"),
    CHANNEL_WEBHOOK("channel.webhook");

    private static final Map<String, Topic> BY_NAME =
            Stream.of(values()).collect(Collectors.toUnmodifiableMap(Topic::topicName, Function.identity()));

    private final String topicName;

    Topic(String topicName) {
        this.topicName = topicName;
    }

    /** The Kafka topic's name. */
    public String topicName() {
        return topicName;
    }

    /** The CloudEvents type: topic and version of the body. */
    public String eventType() {
        return topicName + ".v1";
    }

    /** Where a consumer puts what it could not take. */
    public String deadLetters() {
        return topicName + ".dlq";
    }

    /**
     * The topic with that name.
     *
     * @throws IllegalArgumentException for a name outside the contract
     */
    public static Topic named(String topicName) {
        Topic topic = BY_NAME.get(topicName);
        if (topic == null) {
            throw new IllegalArgumentException("topic '" + topicName + "': expected one of " + BY_NAME.keySet());
        }
        return topic;
    }
}
