package dev.switchboard.events.audit;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.events.EventJson;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;
import java.util.Optional;
import java.util.TreeSet;

/**
 * The chain that a run's audit trail is: every line carries the SHA-256 of the line before it and of itself, so that none
 * can be changed, left out, added or moved without breaking the chain from there on. What it cannot show is that lines
 * are missing at the end: for that the hash of the last line is compared with the run's.
 *
 * <p>A line is canonical JSON: keys in order, no white space. Its {@code hash} is that of the previous hash, a line feed,
 * and the line without {@code hash}, in UTF-8.
 */
public final class AuditChain {

    /** What stands before the first line. */
    public static final String BEGINNING = "0".repeat(64);

    private static final String HASH = "hash";
    private static final String SEQ = "seq";
    private static final String RUN = "run_id";

    private String run = "";
    private String last = BEGINNING;
    private long seq;

    /** Goes along a chain from its beginning. */
    public AuditChain() {}

    /** JSON in the one form that is hashed. Reading it and writing it again changes nothing. */
    public static String canonical(JsonNode json) {
        try {
            return EventJson.write(inOrder(EventJson.mapper().readTree(EventJson.write(json))));
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("JSON that was just written cannot be read", e);
        }
    }

    /** The hash of a line that follows the one with that hash. */
    public static String hash(String previous, ObjectNode line) {
        String text = previous + "\n" + canonical(line.deepCopy().without(HASH));
        try {
            return HexFormat.of()
                    .formatHex(MessageDigest.getInstance("SHA-256").digest(text.getBytes(StandardCharsets.UTF_8)));
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }

    /** Takes the next line, as it stands in the file; says what is wrong with it, if anything is. */
    public Optional<String> next(String line) {
        Optional<ObjectNode> read = read(line);
        if (read.isEmpty()) {
            return Optional.of("is no JSON object");
        }
        ObjectNode json = read.get();
        if (!canonical(json).equals(line)) {
            return Optional.of("is not as it was written");
        }
        seq++;
        if (json.path(SEQ).asLong() != seq) {
            return Optional.of("has number " + json.path(SEQ) + " instead of " + seq);
        }
        if (seq > 1 && !json.path(RUN).asText().equals(run)) {
            return Optional.of("belongs to another run");
        }
        run = json.path(RUN).asText();
        String expected = hash(last, json);
        last = json.path(HASH).asText();
        return expected.equals(last) ? Optional.empty() : Optional.of("does not fit its hash and the lines before it");
    }

    /** The hash of the last line. */
    public String last() {
        return last;
    }

    /** How many lines there were. */
    public long lines() {
        return seq;
    }

    private static Optional<ObjectNode> read(String line) {
        try {
            return EventJson.mapper().readTree(line) instanceof ObjectNode json ? Optional.of(json) : Optional.empty();
        } catch (JsonProcessingException e) {
            return Optional.empty();
        }
    }

    private static JsonNode inOrder(JsonNode json) {
        if (json instanceof ObjectNode fields) {
            TreeSet<String> names = new TreeSet<>();
            fields.fieldNames().forEachRemaining(names::add);
            ObjectNode ordered = fields.objectNode();
            names.forEach(name -> ordered.set(name, inOrder(fields.get(name))));
            return ordered;
        }
        if (json instanceof ArrayNode items) {
            ArrayNode ordered = items.arrayNode();
            items.forEach(item -> ordered.add(inOrder(item)));
            return ordered;
        }
        return json;
    }
}
