package dev.switchboard.simulator.state;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import java.io.BufferedWriter;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * The simulator's memory on disk: one JSON line per changed object, appended at the end of each turn. A killed process
 * loses nothing it has answered for (the operating system has the bytes); a power failure may lose the last moments.
 * Opening the file drops a torn last line and lines that were overwritten later.
 */
public final class Journal {

    /** One change; {@code v} is absent for a removal. */
    private record Line(String k, String i, Object v) {}

    private record Key(String kind, String id) {}

    private static final Object REMOVED = new Object();

    private final FileChannel file;
    private final Map<String, Map<String, JsonNode>> loaded;
    private final Map<Key, Object> changes = new LinkedHashMap<>();

    private Journal(FileChannel file, Map<String, Map<String, JsonNode>> loaded) {
        this.file = file;
        this.loaded = loaded;
    }

    /** Remembers nothing. */
    public static Journal none() {
        return new Journal(null, Map.of());
    }

    public static Journal open(Path path) {
        try {
            Map<String, Map<String, JsonNode>> loaded = read(path);
            compact(path, loaded);
            return new Journal(FileChannel.open(path, StandardOpenOption.WRITE, StandardOpenOption.APPEND), loaded);
        } catch (IOException e) {
            throw new UncheckedIOException("state file " + path + ": " + e.getMessage(), e);
        }
    }

    /** What the file said of one kind, in the order of creation; each kind can be taken once. */
    public Map<String, JsonNode> take(String kind) {
        Map<String, JsonNode> objects = loaded.isEmpty() ? null : loaded.remove(kind);
        return objects == null ? Map.of() : objects;
    }

    /** The object is written as it is at the end of the turn. */
    public void changed(String kind, String id, Object value) {
        if (file != null) {
            changes.put(new Key(kind, id), value);
        }
    }

    public void removed(String kind, String id) {
        if (file != null) {
            changes.put(new Key(kind, id), REMOVED);
        }
    }

    /** After this, everything changed so far survives the end of the process. */
    public void flush() {
        if (changes.isEmpty()) {
            return;
        }
        ByteArrayOutputStream bytes = new ByteArrayOutputStream(1024 * changes.size());
        changes.forEach((key, value) -> bytes.writeBytes(line(key, value == REMOVED ? null : value)));
        changes.clear();
        try {
            ByteBuffer buffer = ByteBuffer.wrap(bytes.toByteArray());
            while (buffer.hasRemaining()) {
                file.write(buffer);
            }
        } catch (IOException e) {
            throw new UncheckedIOException("state file", e);
        }
    }

    private static byte[] line(Key key, Object value) {
        try {
            return (Json.MAPPER.writeValueAsString(new Line(key.kind(), key.id(), value)) + '\n')
                    .getBytes(StandardCharsets.UTF_8);
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException(e);
        }
    }

    private static Map<String, Map<String, JsonNode>> read(Path path) throws IOException {
        Map<String, Map<String, JsonNode>> kinds = new LinkedHashMap<>();
        if (!Files.exists(path)) {
            return kinds;
        }
        try (var lines = Files.newBufferedReader(path)) {
            for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                JsonNode change = parse(line);
                if (change == null) {
                    break;
                }
                apply(kinds, change);
            }
        }
        return kinds;
    }

    private static JsonNode parse(String line) {
        try {
            return Json.MAPPER.readTree(line);
        } catch (JsonProcessingException e) {
            return null;
        }
    }

    private static void apply(Map<String, Map<String, JsonNode>> kinds, JsonNode change) {
        Map<String, JsonNode> objects = kinds.computeIfAbsent(change.path("k").asText(), kind -> new LinkedHashMap<>());
        String id = change.path("i").asText();
        if (change.has("v")) {
            objects.put(id, change.get("v"));
        } else {
            objects.remove(id);
        }
    }

    private static void compact(Path path, Map<String, Map<String, JsonNode>> kinds) throws IOException {
        Path draft = path.resolveSibling(path.getFileName() + ".new");
        try (BufferedWriter out = Files.newBufferedWriter(draft)) {
            for (var kind : kinds.entrySet()) {
                for (var object : kind.getValue().entrySet()) {
                    out.write(Json.MAPPER.writeValueAsString(
                            new Line(kind.getKey(), object.getKey(), object.getValue())));
                    out.write('\n');
                }
            }
        }
        Files.move(draft, path, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }
}
