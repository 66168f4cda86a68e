package dev.switchboard.simulator.call;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.script.Play;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;

/** A call as it goes. Changed by {@link CallEngine} alone. */
public final class Call {

    private final CallOrder order;
    /** The assistant that has the call; null while there is none. */
    String assistantId;

    Phase phase = Phase.RINGING;
    int attempt;
    Map<String, String> variables;
    Play play;
    String clientState;
    String conversationId;
    Instant startedAt;
    Instant answeredAt;
    Instant endedAt;
    /** When the next thing happens by itself; null if nothing does. */
    Instant dueAt;

    Instant assistantSince;
    /** Conversation metadata from the dynamic-variables webhook; may be null. */
    ObjectNode givenMetadata;

    Hangup hangup;
    String outcome;
    /** No phone rang: the account had no channel left. */
    boolean refused;

    transient Ledger.Entry entry;

    Call(CallOrder order) {
        this.order = order;
        this.variables = order.variables();
        this.assistantId = order.assistantId();
    }

    /** For reading it back from the state file. */
    @SuppressWarnings("unused") // called by Jackson
    private Call() {
        this.order = null;
    }

    public CallOrder order() {
        return order;
    }

    public String assistantId() {
        return assistantId;
    }

    public Phase phase() {
        return phase;
    }

    public boolean isAlive() {
        return phase != Phase.ENDED;
    }

    public boolean isAnswered() {
        return answeredAt != null;
    }

    public boolean assistantRuns() {
        return isAlive() && assistantSince != null;
    }

    public String clientState() {
        return clientState;
    }

    public String conversationId() {
        return conversationId;
    }

    public Instant startedAt() {
        return startedAt;
    }

    public Instant answeredAt() {
        return answeredAt;
    }

    public Instant endedAt() {
        return endedAt;
    }

    public Play play() {
        return play;
    }

    public int attempt() {
        return attempt;
    }

    public Map<String, String> variables() {
        return variables;
    }

    public Hangup hangup() {
        return hangup;
    }

    /** Telnyx's word for where the call is. */
    public String status() {
        return switch (phase) {
            case INITIALIZING, RINGING -> "ringing";
            case TALKING -> "in-progress";
            case ENDED -> hangup.callStatus();
        };
    }

    /** Whole seconds from the answer to the end, 0 if there was no answer. */
    public int talkSeconds(Instant now) {
        if (answeredAt == null) {
            return 0;
        }
        return (int)
                Duration.between(answeredAt, endedAt == null ? now : endedAt).toSeconds();
    }
}
