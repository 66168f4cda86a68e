package dev.switchboard.scheduler.domain.action;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * One thing that may be done to a live call: a row of the table in {@link CallActions}.
 *
 * @param name as Telnyx calls it: the last part of the path
 * @param method the HTTP method
 * @param required fields that must be there
 * @param optional fields that are checked if they are there; others pass as they stand
 * @param oneOf if not empty, one of these fields must be there
 * @param takesCommandId whether Telnyx tells a repetition by {@code command_id}
 * @param webhooks types of the webhooks that may follow
 */
public record CallAction(
        String name,
        Method method,
        Map<String, FieldType> required,
        Map<String, FieldType> optional,
        Set<String> oneOf,
        boolean takesCommandId,
        List<String> webhooks) {

    /** How the action is asked for. */
    public enum Method {
        POST,
        PUT
    }

    /** Something wrong with the fields of an action. */
    public record Fault(String path, String value, String expectation) {}

    static CallAction named(String name) {
        return new CallAction(name, Method.POST, Map.of(), Map.of(), Set.of(), true, List.of());
    }

    CallAction must(String field, FieldType type) {
        return new CallAction(name, method, with(required, field, type), optional, oneOf, takesCommandId, webhooks);
    }

    CallAction may(String field, FieldType type) {
        return new CallAction(name, method, required, with(optional, field, type), oneOf, takesCommandId, webhooks);
    }

    CallAction mustHaveOneOf(String... fields) {
        return new CallAction(name, method, required, optional, Set.of(fields), takesCommandId, webhooks);
    }

    CallAction leadsTo(String... types) {
        return new CallAction(name, method, required, optional, oneOf, takesCommandId, List.of(types));
    }

    CallAction byPut() {
        return new CallAction(name, Method.PUT, required, optional, oneOf, takesCommandId, webhooks);
    }

    CallAction withoutCommandId() {
        return new CallAction(name, method, required, optional, oneOf, false, webhooks);
    }

    /** Everything that is wrong with these fields; empty if the action may be asked for. */
    public List<Fault> check(Map<String, ?> fields) {
        List<Fault> faults = new ArrayList<>();
        required.forEach((field, type) -> {
            if (!fields.containsKey(field)) {
                faults.add(new Fault(field, "", type.expectation()));
            } else {
                check(field, type, fields, faults);
            }
        });
        optional.forEach((field, type) -> check(field, type, fields, faults));
        if (!oneOf.isEmpty() && oneOf.stream().noneMatch(fields::containsKey)) {
            faults.add(new Fault(
                    String.join(" | ", oneOf.stream().sorted().toList()), "", "one of these fields must be there"));
        }
        return faults;
    }

    private static void check(String field, FieldType type, Map<String, ?> fields, List<Fault> faults) {
        if (fields.containsKey(field) && !type.holds().test(fields.get(field))) {
            faults.add(new Fault(field, String.valueOf(fields.get(field)), type.expectation()));
        }
    }

    private static Map<String, FieldType> with(Map<String, FieldType> fields, String field, FieldType type) {
        Map<String, FieldType> more = new LinkedHashMap<>(fields);
        more.put(field, type);
        return more;
    }
}
