package dev.switchboard.mission.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import dev.switchboard.access.Problem;
import dev.switchboard.mission.domain.approval.Choice;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/** The body of a decision, as it was sent. */
record DecisionBody(JsonNode body) {

    private static final String DECISION = "decision";
    private static final String DIGEST = "digest";
    private static final String WORDS = "words";
    private static final String SHORTLIST = "shortlist";
    private static final Set<String> KEYS = Set.of(DECISION, DIGEST, WORDS, SHORTLIST);
    private static final int LONGEST_WORDS = 2_000;

    static DecisionBody of(JsonNode body) {
        return new DecisionBody(body == null ? MissingNode.getInstance() : body);
    }

    /** Everything that is wrong with it. */
    List<Problem.Error> errors() {
        List<Problem.Error> errors = new ArrayList<>();
        if (!body.isObject()) {
            return List.of(new Problem.Error("$", shown(body), "an object with the key decision"));
        }
        body.fieldNames().forEachRemaining(key -> {
            if (!KEYS.contains(key)) {
                errors.add(error(key, "no such key: decision, digest, words, shortlist"));
            }
        });
        if (kindOf(body.path(DECISION)).isEmpty()) {
            errors.add(error(DECISION, "approved, rejected or changed"));
        }
        if (body.has(DIGEST) && !body.path(DIGEST).asText().matches("[0-9a-f]{64}")) {
            errors.add(error(DIGEST, "the approval's digest, 64 hexadecimal digits"));
        }
        if (body.has(WORDS)
                && (!body.path(WORDS).isTextual() || body.path(WORDS).asText().length() > LONGEST_WORDS)) {
            errors.add(error(WORDS, "a text of at most " + LONGEST_WORDS + " characters"));
        }
        if (body.has(SHORTLIST) && !isListOfTexts(body.path(SHORTLIST))) {
            errors.add(error(SHORTLIST, "a list of numbers in E.164, as text"));
        }
        return errors;
    }

    Choice.Kind kind() {
        return kindOf(body.path(DECISION)).orElseThrow();
    }

    Optional<String> digest() {
        return Optional.ofNullable(body.path(DIGEST).textValue());
    }

    Optional<String> words() {
        return Optional.ofNullable(body.path(WORDS).textValue()).filter(words -> !words.isBlank());
    }

    List<String> shortlist() {
        List<String> phones = new ArrayList<>();
        body.path(SHORTLIST).forEach(phone -> phones.add(phone.asText().strip()));
        return phones;
    }

    private static Optional<Choice.Kind> kindOf(JsonNode word) {
        return Arrays.stream(Choice.Kind.values())
                .filter(kind -> kind.name().toLowerCase(Locale.ROOT).equals(word.textValue()))
                .findFirst();
    }

    private static boolean isListOfTexts(JsonNode list) {
        boolean texts = list.isArray();
        for (JsonNode item : list) {
            texts &= item.isTextual();
        }
        return texts;
    }

    private Problem.Error error(String key, String expectation) {
        return new Problem.Error("$." + key, shown(body.path(key)), expectation);
    }

    private static String shown(JsonNode value) {
        return value.isMissingNode() ? "" : value.toString();
    }
}
