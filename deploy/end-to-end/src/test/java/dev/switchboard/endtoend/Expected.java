package dev.switchboard.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.chaos.Calls;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * What must come out of a mission, however many messages were lost on the way.
 *
 * @param document what it does not speak of may be as it likes
 * @param phones of the mission
 */
record Expected(ObjectNode document, List<String> phones) {

    static Expected of(ObjectNode document, List<String> phones) {
        return new Expected(document, phones);
    }

    void holds(JsonNode results, Calls all) {
        Calls calls = all.to(phones);
        assertThat(results.path("status").asText())
                .as("status")
                .isEqualTo(document.path("status").asText());
        assertThat(texts(results.path("recommended"), "name"))
                .as("recommended")
                .isEqualTo(list(document.path("recommended")));
        assertThat(calls.perPhone())
                .as("calls per phone; %s", results)
                .containsAllEntriesOf(counts(document.path("calls")));
        assertThat(calls.perPhone()).as("phones that never ring").doesNotContainKeys(neverCalled());
        assertThat(results.path("targets")).as("targets").hasSize(phones.size()).allSatisfy(Expected::explained);
        assertThat(abandoned(results)).as("abandoned").isEqualTo(list(document.path("abandoned")));
        document.path("variables").properties().forEach(phone -> holdsFor(calls, phone));
        assertThat(calls.peak()).as("calls at once").isLessThanOrEqualTo(mostAtOnce());
        assertThat(calls.overlapsOnOnePhone())
                .as("calls that overlap on one phone")
                .isZero();
        assertThat(all.duplicates())
                .as("duplicates, as the simulator counts them")
                .isZero();
    }

    private static void holdsFor(Calls calls, Map.Entry<String, JsonNode> phone) {
        phone.getValue()
                .properties()
                .forEach(variable -> assertThat(calls.variable(phone.getKey(), variable.getKey()))
                        .as("%s of the calls to %s", variable.getKey(), phone.getKey())
                        .isNotEmpty()
                        .containsOnly(variable.getValue().asText()));
    }

    /** Every target that was not recommended says which rule placed it there. */
    private static void explained(JsonNode target) {
        assertThat(target.path("reason").asText())
                .as("reason of %s", target.path("name"))
                .isNotEmpty();
    }

    private String[] neverCalled() {
        return list(document.path("never_called")).toArray(String[]::new);
    }

    private int mostAtOnce() {
        return document.path("peak_concurrent")
                .asInt(document.path("max_peak_concurrent").asInt(Integer.MAX_VALUE));
    }

    private static List<String> abandoned(JsonNode results) {
        return StreamSupport.stream(results.path("targets").spliterator(), false)
                .filter(target -> target.path("status").asText().equals("abandoned"))
                .map(target -> target.path("phone").asText())
                .toList();
    }

    private static Map<String, Integer> counts(JsonNode calls) {
        return calls.properties().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, call -> call.getValue().asInt(), Integer::sum, TreeMap::new));
    }

    private static List<String> texts(JsonNode items, String field) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(item -> item.path(field).asText())
                .toList();
    }

    private static List<String> list(JsonNode items) {
        return StreamSupport.stream(items.spliterator(), false)
                .map(JsonNode::asText)
                .toList();
    }
}
