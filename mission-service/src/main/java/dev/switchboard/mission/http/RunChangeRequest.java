package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.access.Problem;
import dev.switchboard.events.EventJson;
import dev.switchboard.mission.application.RunChange;
import dev.switchboard.mission.application.RunChange.Limit;
import dev.switchboard.mission.domain.Deadline;
import java.io.IOException;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** The body of {@code PATCH /v1/runs/{id}}, read: a change, or everything that is wrong with it. */
record RunChangeRequest(RunChange change, List<Problem.Error> errors) {

    private static final String PRIORITY = "priority";
    private static final String DEADLINE = "deadline";
    private static final String BUDGET = "budget_usd";
    private static final BigDecimal MOST_DOLLARS = BigDecimal.valueOf(1_000_000);
    private static final Set<String> KEYS = Set.of(PRIORITY, DEADLINE, BUDGET);

    static RunChangeRequest read(byte[] body, Instant now) {
        List<Problem.Error> errors = new ArrayList<>();
        JsonNode document = parse(body);
        if (!document.isObject() || document.isEmpty()) {
            errors.add(new Problem.Error(
                    "", document.isObject() ? "{}" : "no JSON object", "an object with one of " + KEYS));
        }
        document.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                errors.add(new Problem.Error(key, document.path(key).toString(), "one of " + KEYS));
            }
        });
        return new RunChangeRequest(
                new RunChange(
                        priority(document.path(PRIORITY), errors),
                        deadline(document.path(DEADLINE), now, errors),
                        budget(document.path(BUDGET), errors)),
                errors);
    }

    private static JsonNode parse(byte[] body) {
        try {
            return EventJson.mapper().readTree(body);
        } catch (IOException e) {
            return EventJson.mapper().missingNode();
        }
    }

    private static Optional<Integer> priority(JsonNode value, List<Problem.Error> errors) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isInt()) {
            return Optional.of(value.asInt());
        }
        errors.add(new Problem.Error(PRIORITY, value.toString(), "a whole number; higher goes first, 0 is usual"));
        return Optional.empty();
    }

    private static Optional<Limit<Instant>> deadline(JsonNode value, Instant now, List<Problem.Error> errors) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isNull()) {
            return Optional.of(new Limit<>(Optional.empty()));
        }
        Optional<Instant> at = Optional.ofNullable(value.textValue())
                .filter(Deadline::isDeadline)
                .map(text -> new Deadline(text).of(now))
                .filter(now::isBefore);
        if (at.isEmpty()) {
            errors.add(new Problem.Error(
                    DEADLINE,
                    value.toString(),
                    "an instant after " + now
                            + " such as 2026-03-03T17:00:00Z, a duration from now such as 2h, or null"));
        }
        return at.map(instant -> new Limit<>(Optional.of(instant)));
    }

    private static Optional<Limit<BigDecimal>> budget(JsonNode value, List<Problem.Error> errors) {
        if (value.isMissingNode()) {
            return Optional.empty();
        }
        if (value.isNull()) {
            return Optional.of(new Limit<>(Optional.empty()));
        }
        if (value.isNumber()
                && value.decimalValue().signum() > 0
                && value.decimalValue().compareTo(MOST_DOLLARS) <= 0) {
            return Optional.of(new Limit<>(Optional.of(value.decimalValue())));
        }
        errors.add(new Problem.Error(
                BUDGET, value.toString(), "a number of US dollars above 0, at most " + MOST_DOLLARS + ", or null"));
        return Optional.empty();
    }
}
