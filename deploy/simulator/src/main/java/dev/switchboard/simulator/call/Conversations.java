package dev.switchboard.simulator.call;

import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;

/** All conversations, by id and by call. */
public final class Conversations {

    private static final String KIND = "conversation";

    private final Journal journal;
    private final Map<String, Conversation> byId = new LinkedHashMap<>();
    private final Map<String, Conversation> byCall = new HashMap<>();

    public Conversations(Journal journal) {
        this.journal = journal;
    }

    /** Takes over from an earlier process. */
    void restore(Map<String, Call> calls) {
        journal.take(KIND).values().forEach(kept -> {
            Conversation conversation = Json.MAPPER.convertValue(kept, Conversation.class);
            conversation.call = conversation.callControlId == null ? null : calls.get(conversation.callControlId);
            add(conversation);
        });
    }

    private void add(Conversation conversation) {
        byId.put(conversation.id, conversation);
        if (conversation.callControlId != null) {
            byCall.put(conversation.callControlId, conversation);
        }
    }

    public void put(Conversation conversation) {
        add(conversation);
        changed(conversation);
    }

    public void changed(Conversation conversation) {
        if (byId.containsKey(conversation.id)) {
            journal.changed(KIND, conversation.id, conversation);
        }
    }

    public Optional<Conversation> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public Optional<Conversation> ofCall(String controlId) {
        return Optional.ofNullable(byCall.get(controlId));
    }

    public void remove(Conversation conversation) {
        byId.remove(conversation.id);
        byCall.remove(conversation.callControlId);
        journal.removed(KIND, conversation.id);
    }

    public Collection<Conversation> all() {
        return byId.values();
    }
}
