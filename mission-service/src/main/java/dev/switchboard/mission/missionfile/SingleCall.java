package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;

/**
 * A single call or text, asked for without a mission: it becomes the mission file of a sweep over one target, so that the
 * same rules hold and the same errors are named.
 */
public final class SingleCall {

    /** Keys that mean the same in a mission file. */
    private static final Set<String> SAME = Set.of(
            "from",
            "assistant",
            "insight",
            "channel",
            "text",
            "place_by",
            "variables",
            "recipients",
            "calling_window",
            "voicemail",
            "retry");

    private static final String TO = "to";
    private static final String NAME = "name";
    private static final String TIMEZONE = "timezone";
    private static final String DEADLINE = "deadline";
    private static final Set<String> OWN = Set.of(TO, NAME, TIMEZONE, DEADLINE);

    /** Where in the request a path of the mission file comes from. */
    private static final Map<String, String> PATHS = Map.of(
            "$.targets[0].phone", "$.to",
            "$.targets[0].name", "$.name",
            "$.targets[0].timezone", "$.timezone",
            "$.limits.deadline", "$.deadline");

    private final MissionFiles files;

    public SingleCall(MissionFiles files) {
        this.files = files;
    }

    /** Reads a request; everything that is wrong with it is named by its own path. */
    public Reading read(String json) {
        JsonNode request;
        try {
            request = Texts.tree(json, Notation.JSON);
        } catch (UnreadableException e) {
            return new Reading.Invalid(List.of(e.violation()));
        }
        if (!(request instanceof ObjectNode call)) {
            return new Reading.Invalid(List.of(
                    new Violation(Paths.ROOT, Found.text(request), "a map: whom to call, and by which assistant")));
        }
        List<Violation> unknown = new ArrayList<>();
        call.fieldNames().forEachRemaining(key -> {
            if (!SAME.contains(key) && !OWN.contains(key)) {
                unknown.add(new Violation(Paths.key(Paths.ROOT, key), Found.text(call.path(key)), "one of " + keys()));
            }
        });
        Reading reading = files.read(mission(call), CsvFiles.NONE);
        if (reading.file().isPresent() && unknown.isEmpty()) {
            return reading;
        }
        List<Violation> all = new ArrayList<>(unknown);
        reading.problems().forEach(violation -> all.add(ofRequest(violation)));
        return new Reading.Invalid(all);
    }

    private static ObjectNode mission(ObjectNode call) {
        ObjectNode mission = call.objectNode();
        String to = call.path(TO).asText();
        String name = call.path(NAME).asText(to);
        mission.put("name", (call.path("channel").asText().equals(Reach.SMS_CHAT) ? "Text to " : "Call to ") + name);
        mission.put("class", "sweep");
        SAME.stream().sorted().filter(call::has).forEach(key -> mission.set(key, call.path(key)));
        ObjectNode target = mission.putArray("targets").addObject();
        target.set("name", call.has(NAME) ? call.path(NAME) : call.textNode(to));
        if (call.has(TO)) {
            target.set("phone", call.path(TO));
        }
        if (call.has(TIMEZONE)) {
            target.set(TIMEZONE, call.path(TIMEZONE));
        }
        if (call.has(DEADLINE)) {
            mission.putObject("limits").set(DEADLINE, call.path(DEADLINE));
        }
        return mission;
    }

    private static Violation ofRequest(Violation violation) {
        return new Violation(
                PATHS.getOrDefault(violation.path(), violation.path()), violation.value(), violation.expectation());
    }

    private static Set<String> keys() {
        Set<String> keys = new TreeSet<>(SAME);
        keys.addAll(OWN);
        return keys;
    }
}
