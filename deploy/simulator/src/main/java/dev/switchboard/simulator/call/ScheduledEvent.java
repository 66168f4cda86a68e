package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;

/** A call or text that an assistant makes at a given time (contract, section 2.1). */
public final class ScheduledEvent {

    /** One dial of the event. */
    public static final class Attempt {
        public int attemptNumber;
        public Instant attemptedAt;
        public String callStatus;
        public Integer callDuration;
        public String callControlId;
    }

    public String id;
    public String assistantId;
    public String channel;
    public String to;
    public String from;
    public String text;
    public JsonNode conversationMetadata;
    public JsonNode dynamicVariables;
    public JsonNode callSettings;
    public int maxRetries;
    public Integer retryIntervalSecs;
    public Instant createdAt;

    public Instant scheduledAt;
    /** As asked for; the event is due a moment later if the request was a moment late. */
    public Instant requestedAt;

    public Instant dispatchedAt;
    public String status = "pending";
    public String callStatus;
    public Integer callDuration;
    public String conversationId;
    public final List<Attempt> attempts = new ArrayList<>();
    public final List<String> errors = new ArrayList<>();

    public boolean isCall() {
        return channel.equals("phone_call");
    }

    public boolean isPending() {
        return status.equals("pending");
    }

    public int retries() {
        return Math.max(0, attempts.size() - 1);
    }
}
