package dev.switchboard.mission.missionfile;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.StringReader;
import java.math.BigInteger;
import java.util.Set;
import java.util.regex.Pattern;
import org.yaml.snakeyaml.DumperOptions.ScalarStyle;
import org.yaml.snakeyaml.LoaderOptions;
import org.yaml.snakeyaml.Yaml;
import org.yaml.snakeyaml.error.Mark;
import org.yaml.snakeyaml.error.MarkedYAMLException;
import org.yaml.snakeyaml.error.YAMLException;
import org.yaml.snakeyaml.events.Event;
import org.yaml.snakeyaml.events.NodeEvent;
import org.yaml.snakeyaml.nodes.MappingNode;
import org.yaml.snakeyaml.nodes.Node;
import org.yaml.snakeyaml.nodes.NodeTuple;
import org.yaml.snakeyaml.nodes.ScalarNode;
import org.yaml.snakeyaml.nodes.SequenceNode;
import org.yaml.snakeyaml.nodes.Tag;

/**
 * YAML without its surprises: a scalar without quotes is a number, truth value or null only where JSON would read it as
 * one. {@code no}, {@code 09:00}, {@code 2026-03-02}, {@code 007} and {@code +13125550101} are text. A key that stands
 * twice is an error; so are tags, merge keys and more than one document. Aliases are bounded.
 */
final class YamlText {

    private static final int MAX_ALIASES = 50;
    /** What is composed of more than these takes more memory than one request may: some 30,000 targets. */
    private static final int MAX_NODES = 300_000;

    private static final String TOO_MANY =
            "more than " + MAX_NODES + " keys and values; give many targets as CSV, or write the mission in JSON";

    private static final Pattern WHOLE = Pattern.compile("-?(0|[1-9][0-9]*)");
    private static final Pattern DECIMAL = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][-+]?[0-9]+)?");
    private static final int MOST_DIGITS = 100;
    private static final int LONG_BITS = 63;
    private static final Set<String> NULLS = Set.of("", "~", "null", "Null", "NULL");
    private static final Set<String> TRUE = Set.of("true", "True", "TRUE");
    private static final Set<String> FALSE = Set.of("false", "False", "FALSE");
    private static final Set<Tag> TAGS =
            Set.of(Tag.STR, Tag.INT, Tag.FLOAT, Tag.BOOL, Tag.NULL, Tag.TIMESTAMP, Tag.MERGE, Tag.MAP, Tag.SEQ);

    private final String text;
    private int nodes;

    private YamlText(String text) {
        this.text = text;
    }

    static JsonNode tree(String text) throws UnreadableException {
        return new YamlText(text).tree();
    }

    private JsonNode tree() throws UnreadableException {
        try {
            count();
            Node root = new Yaml(options()).compose(new StringReader(text));
            return root == null ? JsonNodeFactory.instance.nullNode() : json(root, Paths.ROOT, 0);
        } catch (MarkedYAMLException e) {
            Mark mark = e.getProblemMark() == null ? e.getContextMark() : e.getProblemMark();
            throw unreadable(mark, e.getProblem());
        } catch (YAMLException e) {
            throw unreadable(null, e.getMessage());
        }
    }

    /** As a stream, before anything is kept. */
    private void count() throws UnreadableException {
        int values = 0;
        for (Event event : new Yaml(options()).parse(new StringReader(text))) {
            values += event instanceof NodeEvent ? 1 : 0;
            if (values > MAX_NODES) {
                throw unreadable(event.getStartMark(), TOO_MANY);
            }
        }
    }

    private static LoaderOptions options() {
        LoaderOptions options = new LoaderOptions();
        options.setCodePointLimit(Texts.MAX_LENGTH);
        options.setNestingDepthLimit(Texts.MAX_NESTING);
        options.setMaxAliasesForCollections(MAX_ALIASES);
        options.setMergeOnCompose(false);
        return options;
    }

    private JsonNode json(Node node, String path, int depth) throws UnreadableException {
        nodes++;
        if (nodes > MAX_NODES || depth > Texts.MAX_NESTING) {
            throw unreadable(node.getStartMark(), "too many values, or aliases that contain themselves");
        }
        if (!TAGS.contains(node.getTag())) {
            throw refused(path, node, node.getTag().getValue(), "a value without a YAML tag");
        }
        if (node instanceof MappingNode mapping) {
            return object(mapping, path, depth);
        }
        return node instanceof SequenceNode sequence ? array(sequence, path, depth) : scalar((ScalarNode) node);
    }

    private ObjectNode object(MappingNode mapping, String path, int depth) throws UnreadableException {
        ObjectNode object = JsonNodeFactory.instance.objectNode();
        for (NodeTuple tuple : mapping.getValue()) {
            if (!(tuple.getKeyNode() instanceof ScalarNode key)) {
                throw refused(path, tuple.getKeyNode(), "a list or map as a key", "keys that are text");
            }
            String name = key.getValue();
            String below = Paths.key(path, name);
            if (object.has(name)) {
                throw refused(below, key, "the key '" + name + "' a second time", "each key only once");
            }
            if (key.getTag().equals(Tag.MERGE)) {
                throw refused(below, key, "a merge key", "the keys themselves: merge keys are not part of YAML 1.2");
            }
            object.set(name, json(tuple.getValueNode(), below, depth + 1));
        }
        return object;
    }

    private ArrayNode array(SequenceNode sequence, String path, int depth) throws UnreadableException {
        ArrayNode array = JsonNodeFactory.instance.arrayNode(sequence.getValue().size());
        for (Node item : sequence.getValue()) {
            array.add(json(item, Paths.index(path, array.size()), depth + 1));
        }
        return array;
    }

    private static JsonNode scalar(ScalarNode node) {
        String value = node.getValue();
        JsonNodeFactory json = JsonNodeFactory.instance;
        if (node.getScalarStyle() != ScalarStyle.PLAIN || node.getTag().equals(Tag.STR)) {
            return json.textNode(value);
        }
        if (NULLS.contains(value)) {
            return json.nullNode();
        }
        if (TRUE.contains(value) || FALSE.contains(value)) {
            return json.booleanNode(TRUE.contains(value));
        }
        if (value.length() > MOST_DIGITS) {
            return json.textNode(value);
        }
        if (WHOLE.matcher(value).matches()) {
            BigInteger whole = new BigInteger(value);
            return whole.bitLength() <= LONG_BITS ? json.numberNode(whole.longValue()) : json.numberNode(whole);
        }
        boolean decimal = DECIMAL.matcher(value).matches() && Double.isFinite(Double.parseDouble(value));
        return decimal ? json.numberNode(Double.parseDouble(value)) : json.textNode(value);
    }

    private UnreadableException unreadable(Mark mark, String problem) {
        String what =
                problem == null ? "not readable" : problem.lines().findFirst().orElse("not readable");
        return new UnreadableException(
                mark == null
                        ? new Violation(Paths.ROOT, Found.shortened(text.strip()), "YAML: " + what)
                        : new Violation(
                                Paths.ROOT,
                                Texts.line(text, mark.getLine() + 1),
                                "YAML; " + position(mark) + ": " + what));
    }

    private static UnreadableException refused(String path, Node node, String found, String expectation) {
        return new UnreadableException(
                new Violation(path, Found.shortened(found), expectation + " (" + position(node.getStartMark()) + ")"));
    }

    private static String position(Mark mark) {
        return "line " + (mark.getLine() + 1) + ", column " + (mark.getColumn() + 1);
    }
}
