package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.time.Duration;
import java.time.Instant;
import java.time.LocalTime;
import java.time.ZoneId;
import java.util.LinkedHashSet;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * A mission and when it is submitted.
 *
 * @param submitAfter real time since the clock began to run
 * @param document the mission file
 */
public record PlannedMission(Duration submitAfter, ObjectNode document) {

    /** A window of the mission file, in the zone of one recipient. */
    record Window(LocalTime from, LocalTime to, ZoneId zone) {

        boolean isOpenAt(Instant instant) {
            LocalTime time = instant.atZone(zone).toLocalTime();
            return !time.isBefore(from) && time.isBefore(to);
        }
    }

    public String name() {
        return document.path("name").asText();
    }

    /** The class, with how its calls are placed where that is not the usual way. */
    public String kind() {
        String by = isText() ? "sms_chat" : document.path("place_by").asText();
        return document.path("class").asText() + (by.isEmpty() ? "" : " by " + by);
    }

    public boolean isText() {
        return document.path("channel").asText().equals("sms_chat");
    }

    /** What happens to such a call is told by webhooks alone: what they do not tell, nobody can look up. */
    public boolean isToldByWebhooksAlone() {
        return document.has("place_by");
    }

    public boolean isNegotiation() {
        return document.path("class").asText().equals("negotiation");
    }

    public Set<String> phones() {
        return StreamSupport.stream(document.path("targets").spliterator(), false)
                .map(target -> target.path("phone").asText())
                .collect(Collectors.toCollection(LinkedHashSet::new));
    }

    /** The most calls that it allows itself at once. */
    int mostAtOnce() {
        return document.path("limits").path("concurrent_calls").asInt(Integer.MAX_VALUE);
    }

    /** When that phone may be called; empty if always. */
    Optional<Window> window(String phone) {
        JsonNode window = document.path("calling_window");
        if (window.isMissingNode()) {
            return Optional.empty();
        }
        return StreamSupport.stream(document.path("targets").spliterator(), false)
                .filter(target -> target.path("phone").asText().equals(phone))
                .findFirst()
                .map(target -> new Window(
                        LocalTime.parse(window.path("from").asText()),
                        LocalTime.parse(window.path("to").asText()),
                        ZoneId.of(target.path("timezone").asText())));
    }
}
