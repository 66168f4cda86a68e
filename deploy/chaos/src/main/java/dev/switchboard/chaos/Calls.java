package dev.switchboard.chaos;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import java.io.IOException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Base64;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Collectors;
import java.util.stream.StreamSupport;

/**
 * The ledger: every call for which a phone rang.
 *
 * @param duplicates pairs of calls that overlap on one phone, as the simulator counts them, over all phones
 */
public record Calls(List<Call> calls, int duplicates) {

    private static final ObjectMapper MAPPER = new ObjectMapper();

    /**
     * One call.
     *
     * @param ended after every other moment while the call goes on
     * @param attempt the attempt that asked for it; empty where the provider carries no word of it (TeXML)
     */
    public record Call(String to, Instant started, Instant ended, JsonNode variables, Optional<String> attempt) {

        boolean overlaps(Call other) {
            return started.isBefore(other.ended) && other.started.isBefore(ended);
        }
    }

    /** @param ledger as the simulator gives it */
    public static Calls of(JsonNode ledger) {
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
                entry.path("variables"),
                attempt(entry));
    }

    /** A scheduled event carries it as such, a dial in its client state. */
    private static Optional<String> attempt(JsonNode entry) {
        Optional<String> named = Optional.ofNullable(entry.path("attempt_id").textValue());
        return named.or(() ->
                Optional.ofNullable(entry.path("client_state").textValue()).flatMap(Calls::attempt));
    }

    private static Optional<String> attempt(String clientState) {
        try {
            return Optional.ofNullable(MAPPER.readTree(Base64.getDecoder().decode(clientState))
                    .path("attempt_id")
                    .textValue());
        } catch (IOException | IllegalArgumentException e) {
            return Optional.empty();
        }
    }

    /** Those to the given phones. */
    public Calls to(Collection<String> phones) {
        return new Calls(
                calls.stream().filter(call -> phones.contains(call.to())).toList(), duplicates);
    }

    /** How often each phone rang; phones that did not are not there. */
    public Map<String, Integer> perPhone() {
        return calls.stream().collect(Collectors.toMap(Call::to, call -> 1, Integer::sum, TreeMap::new));
    }

    /** A variable's value in each call to that phone. */
    public List<String> variable(String phone, String name) {
        return calls.stream()
                .filter(call -> call.to().equals(phone))
                .map(call -> call.variables().path(name).asText("(not there)"))
                .toList();
    }

    /** The most that went on at one moment. A line that is freed at an instant can be taken at that instant. */
    public int peak() {
        record Change(Instant at, int by) {}
        List<Change> changes = new ArrayList<>();
        for (Call call : calls) {
            if (!call.ended().isAfter(call.started())) {
                continue;
            }
            changes.add(new Change(call.started(), 1));
            changes.add(new Change(call.ended(), -1));
        }
        changes.sort(Comparator.comparing(Change::at).thenComparing(Change::by));
        int now = 0;
        int peak = 0;
        for (Change change : changes) {
            now += change.by();
            peak = Math.max(peak, now);
        }
        return peak;
    }

    /** Pairs of calls to one phone that overlap. */
    public long overlapsOnOnePhone() {
        return calls.stream().collect(Collectors.groupingBy(Call::to)).values().stream()
                .mapToLong(own -> overlaps(own).size())
                .sum();
    }

    /** For each pair of calls that overlap, the later one. */
    static List<Call> overlaps(List<Call> calls) {
        List<Call> later = new ArrayList<>();
        for (int i = 0; i < calls.size(); i++) {
            for (int j = 0; j < i; j++) {
                if (calls.get(i).overlaps(calls.get(j))) {
                    later.add(calls.get(i));
                }
            }
        }
        return later;
    }
}
