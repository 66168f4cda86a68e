package dev.switchboard.endtoend;

import com.fasterxml.jackson.databind.JsonNode;
import java.time.Instant;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The ledger: every call for which a phone rang.
 *
 * @param duplicates pairs of calls that overlap on one phone, as the simulator counts them, over all phones
 */
record Calls(List<Call> calls, int duplicates) {

    /** @param ended after every other moment while the call goes on */
    record Call(String to, Instant started, Instant ended, JsonNode variables) {

        boolean overlaps(Call other) {
            return started.isBefore(other.ended) && other.started.isBefore(ended);
        }

        boolean goesOnAt(Instant moment) {
            return !started.isAfter(moment) && ended.isAfter(moment);
        }
    }

    static Calls of(JsonNode ledger) {
        return new Calls(
                StreamSupport.stream(ledger.path("calls").spliterator(), false)
                        .map(Calls::call)
                        .toList(),
                ledger.path("duplicates").asInt());
    }

    private static Call call(JsonNode entry) {
        return new Call(
                entry.path("to").asText(),
                Instant.parse(entry.path("started_at").asText()),
                entry.path("ended_at").isTextual()
                        ? Instant.parse(entry.path("ended_at").asText())
                        : Instant.MAX,
                entry.path("variables"));
    }

    /** Those to the given phones. */
    Calls to(Collection<String> phones) {
        return new Calls(
                calls.stream().filter(call -> phones.contains(call.to())).toList(), duplicates);
    }

    Map<String, Integer> perPhone() {
        return calls.stream().collect(Collectors.toMap(Call::to, call -> 1, Integer::sum, TreeMap::new));
    }

    List<String> variable(String phone, String name) {
        return calls.stream()
                .filter(call -> call.to().equals(phone))
                .map(call -> call.variables().path(name).asText("(not there)"))
                .toList();
    }

    /** The most that went on at one moment. */
    int peak() {
        return calls.stream()
                .mapToInt(call -> (int) calls.stream()
                        .filter(other -> other.goesOnAt(call.started()))
                        .count())
                .max()
                .orElse(0);
    }

    long overlapsOnOnePhone() {
        return calls.stream()
                        .mapToLong(call -> calls.stream()
                                .filter(other -> other != call && other.to().equals(call.to()) && other.overlaps(call))
                                .count())
                        .sum()
                / 2;
    }
}
