package dev.switchboard.embedded;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.JsonNode;
import dev.switchboard.events.EventJson;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.channels.Channels;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/**
 * For tests: how the database of {@link EmbeddedStack} carried out every statement that the service under test has sent
 * to it since {@link #listen}, with the rows it really read. The server itself explains them (auto_explain), so that
 * what is judged is what was executed, with its parameters, and not a copy of it.
 */
public final class QueryPlans implements AutoCloseable {

    /** A relation with more rows than this is large; who reads more of it in one go reads too much. */
    private static final int LARGE = 5_000;

    /** The server's log, in the directory of its data. */
    static final String LOG = "server.log";

    private static final String BEGINS = "  plan:";
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    /** One statement as it was carried out. */
    public record Plan(String statement, JsonNode root) {

        /** The indexes it used. */
        public Set<String> indexes() {
            return nodes(root).stream()
                    .map(node -> node.path("Index Name").asText())
                    .filter(name -> !name.isEmpty())
                    .collect(Collectors.toSet());
        }

        private static List<JsonNode> nodes(JsonNode node) {
            List<JsonNode> all = new ArrayList<>(List.of(node));
            node.path("Plans").forEach(below -> all.addAll(nodes(below)));
            return all;
        }
    }

    private final Connection database;
    private final Path log;
    private final Set<String> large = new HashSet<>();
    private long from;

    private QueryPlans(Connection database) throws SQLException {
        this.database = database;
        this.log = Path.of(shown("data_directory")).resolveSibling(LOG);
    }

    /**
     * Fills tables, lets the planner know them, and listens from then on.
     *
     * @param address {@code host:port/name}, as {@code switchboard.database} says it
     * @param schema the service's
     * @param filling statements that insert rows
     */
    public static QueryPlans listen(String address, String schema, List<String> filling) {
        try {
            Connection database = DriverManager.getConnection("jdbc:postgresql://" + address, "postgres", "");
            QueryPlans plans = new QueryPlans(database);
            plans.execute("set search_path to " + schema);
            filling.forEach(plans::execute);
            plans.execute("vacuum analyze");
            plans.listen(schema);
            return plans;
        } catch (SQLException e) {
            throw new IllegalStateException("database " + address, e);
        }
    }

    private void listen(String schema) throws SQLException {
        try (var rows = database.createStatement()
                .executeQuery("select relname from pg_class where relnamespace = to_regnamespace('" + schema
                        + "') and reltuples > " + LARGE)) {
            while (rows.next()) {
                large.add(rows.getString(1));
            }
        }
        execute("load 'auto_explain'");
        execute("alter system set auto_explain.log_format = 'json'");
        execute("alter system set auto_explain.log_analyze = on");
        execute("alter system set auto_explain.log_timing = off");
        execute("alter system set auto_explain.log_parameter_max_length = 0");
        from = size();
        execute("alter system set auto_explain.log_min_duration = 0");
        execute("select pg_reload_conf()");
        awaitReload();
    }

    /** All connections are told at once, this one among them. */
    private void awaitReload() throws SQLException {
        long end = System.nanoTime() + PATIENCE.toNanos();
        while (!shown("auto_explain.log_min_duration").equals("0")) {
            if (System.nanoTime() > end) {
                throw new IllegalStateException("the server has not taken the setting within " + PATIENCE);
            }
            Thread.onSpinWait();
        }
    }

    private String shown(String setting) throws SQLException {
        try (var rows = database.createStatement().executeQuery("show " + setting)) {
            rows.next();
            return rows.getString(1);
        }
    }

    /** Executes a statement that is none of the service's. */
    public void execute(String statement) {
        try (var prepared = database.createStatement()) {
            prepared.execute(statement);
        } catch (SQLException e) {
            throw new IllegalStateException(statement, e);
        }
    }

    /** The tables and indexes that are large enough to be judged. */
    public Set<String> large() {
        return large;
    }

    /** All indexes that a statement has used so far. */
    public Set<String> indexesUsed() {
        Set<String> used = new HashSet<>();
        soFar().forEach(plan -> used.addAll(plan.indexes()));
        return used;
    }

    /**
     * What no statement should do, and which did it: read a large table from its beginning to its end. Each as a line that
     * names what was read and the statement. By which index something is read is the planner's choice, and not judged.
     */
    public List<String> offences() {
        return soFar().stream()
                .flatMap(plan -> Plan.nodes(plan.root()).stream()
                        .filter(this::offends)
                        .map(node -> node.path("Node Type").asText() + " of "
                                + node.path("Relation Name").asText() + ", " + (long) rowsRead(node) + " rows: "
                                + plan.statement().replaceAll("\\s+", " ")))
                .distinct()
                .toList();
    }

    private boolean offends(JsonNode node) {
        return node.path("Node Type").asText().endsWith("Seq Scan")
                && large.contains(node.path("Relation Name").asText())
                && rowsRead(node) > LARGE;
    }

    private static double rowsRead(JsonNode node) {
        double each = node.path("Actual Rows").asDouble()
                + node.path("Rows Removed by Filter").asDouble()
                + node.path("Rows Removed by Index Recheck").asDouble();
        return each * node.path("Actual Loops").asDouble();
    }

    /** Everything that was carried out until now. */
    public List<Plan> soFar() {
        List<Plan> plans = new ArrayList<>();
        StringBuilder open = null;
        for (String line : said().lines().toList()) {
            if (open != null && line.startsWith("\t")) {
                open.append(line, 1, line.length()).append('\n');
                continue;
            }
            if (open != null) {
                plans.add(plan(open.toString()));
            }
            open = line.endsWith(BEGINS) ? new StringBuilder() : null;
        }
        return plans;
    }

    private static Plan plan(String json) {
        try {
            JsonNode plan = EventJson.mapper().readTree(json);
            return new Plan(plan.path("Query Text").asText(), plan.path("Plan"));
        } catch (JsonProcessingException e) {
            throw new UncheckedIOException("not a plan: " + json, e);
        }
    }

    private String said() {
        try (var file = Files.newByteChannel(log)) {
            file.position(from);
            return new String(Channels.newInputStream(file).readAllBytes(), StandardCharsets.UTF_8);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    private long size() {
        try {
            return Files.size(log);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** Listens no longer. */
    @Override
    public void close() {
        try (database) {
            execute("alter system reset auto_explain.log_min_duration");
            execute("select pg_reload_conf()");
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }
}
