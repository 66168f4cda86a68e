package dev.switchboard.simulator.call;

import dev.switchboard.simulator.state.Journal;
import dev.switchboard.simulator.state.Json;
import java.util.Collection;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** All scheduled events, by id and by assistant in the order of creation. */
public final class ScheduledEvents {

    private static final String KIND = "scheduled_event";

    private final Journal journal;
    private final Map<String, ScheduledEvent> byId = new LinkedHashMap<>();
    private final Map<String, Map<String, ScheduledEvent>> byAssistant = new HashMap<>();

    public ScheduledEvents(Journal journal) {
        this.journal = journal;
        journal.take(KIND).values().forEach(kept -> add(Json.MAPPER.convertValue(kept, ScheduledEvent.class)));
    }

    public void put(ScheduledEvent event) {
        add(event);
        changed(event);
    }

    private void add(ScheduledEvent event) {
        byId.put(event.id, event);
        byAssistant
                .computeIfAbsent(event.assistantId, id -> new LinkedHashMap<>())
                .put(event.id, event);
    }

    /** Saves an event that was changed; one that was deleted meanwhile stays deleted. */
    void changed(ScheduledEvent event) {
        if (byId.containsKey(event.id)) {
            journal.changed(KIND, event.id, event);
        }
    }

    public Optional<ScheduledEvent> find(String id) {
        return Optional.ofNullable(byId.get(id));
    }

    public void remove(ScheduledEvent event) {
        byId.remove(event.id);
        byAssistant.get(event.assistantId).remove(event.id);
        journal.removed(KIND, event.id);
    }

    public Collection<ScheduledEvent> of(String assistantId) {
        return byAssistant.getOrDefault(assistantId, Map.of()).values();
    }

    public List<ScheduledEvent> all() {
        return List.copyOf(byId.values());
    }
}
