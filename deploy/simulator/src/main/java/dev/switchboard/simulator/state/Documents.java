package dev.switchboard.simulator.state;

import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * One kind of JSON object by id, in the order of creation, each belonging to a group (such as the runs of a mission).
 * A document that is changed in place must be put again.
 */
public final class Documents {

    /** Kept with every document so that groups survive a restart; never shown. */
    private record Kept(String group, ObjectNode doc) {}

    private final String kind;
    private final Journal journal;
    private final Map<String, Kept> byId = new LinkedHashMap<>();
    private final Map<String, Map<String, ObjectNode>> groups = new LinkedHashMap<>();

    public Documents(String kind, Journal journal) {
        this.kind = kind;
        this.journal = journal;
        journal.take(kind).forEach((id, kept) -> add(id, kept.path("group").asText(), (ObjectNode) kept.get("doc")));
    }

    public ObjectNode put(String id, ObjectNode doc) {
        return put(id, "", doc);
    }

    public ObjectNode put(String id, String group, ObjectNode doc) {
        journal.changed(kind, id, add(id, group, doc));
        return doc;
    }

    private Kept add(String id, String group, ObjectNode doc) {
        Kept kept = new Kept(group, doc);
        byId.put(id, kept);
        groups.computeIfAbsent(group, name -> new LinkedHashMap<>()).put(id, doc);
        return kept;
    }

    public Optional<ObjectNode> find(String id) {
        return Optional.ofNullable(byId.get(id)).map(Kept::doc);
    }

    /** Empty if the document is of another group. */
    public Optional<ObjectNode> find(String id, String group) {
        return Optional.ofNullable(byId.get(id))
                .filter(kept -> kept.group().equals(group))
                .map(Kept::doc);
    }

    /** Saves a document that was changed in place. */
    public void touch(String id) {
        journal.changed(kind, id, byId.get(id));
    }

    public boolean remove(String id) {
        Kept kept = byId.remove(id);
        if (kept == null) {
            return false;
        }
        groups.get(kept.group()).remove(id);
        journal.removed(kind, id);
        return true;
    }

    public void removeGroup(String group) {
        List.copyOf(groups.getOrDefault(group, Map.of()).keySet()).forEach(this::remove);
    }

    public List<ObjectNode> all() {
        return byId.values().stream().map(Kept::doc).toList();
    }

    public Collection<ObjectNode> group(String group) {
        return groups.getOrDefault(group, Map.of()).values();
    }

    public boolean isEmpty() {
        return byId.isEmpty();
    }
}
