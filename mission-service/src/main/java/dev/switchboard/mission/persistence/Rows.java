package dev.switchboard.mission.persistence;

import com.fasterxml.jackson.core.JsonProcessingException;
import dev.switchboard.events.EventJson;
import io.smallrye.mutiny.Uni;
import io.vertx.mutiny.sqlclient.Pool;
import io.vertx.mutiny.sqlclient.Row;
import io.vertx.mutiny.sqlclient.RowSet;
import io.vertx.mutiny.sqlclient.Tuple;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.hibernate.reactive.mutiny.Mutiny;

/**
 * Rows travel as JSON in both directions: one shape for the database and for the records here, one statement for any
 * number of rows, and no guessing of column types.
 */
final class Rows {

    private static final String AS_JSON = "select cast(row_to_json(q) as text) from (%s) q";

    private Rows() {}

    /** What a query within a transaction yields; {@code query} has named parameters. */
    static <T> Uni<List<T>> list(Mutiny.Session session, String query, Map<String, Object> parameters, Class<T> type) {
        Mutiny.SelectionQuery<String> select = session.createNativeQuery(AS_JSON.formatted(query), String.class);
        parameters.forEach(select::setParameter);
        return select.getResultList()
                .map(rows -> rows.stream().map(json -> read(json, type)).toList());
    }

    /** The first row of the same. */
    static <T> Uni<Optional<T>> first(
            Mutiny.Session session, String query, Map<String, Object> parameters, Class<T> type) {
        return list(session, query, parameters, type).map(rows -> rows.stream().findFirst());
    }

    /** What a query outside any transaction yields; {@code query} has numbered parameters. */
    static <T> Uni<List<T>> list(Pool pool, String query, Tuple parameters, Class<T> type) {
        return pool.preparedQuery(AS_JSON.formatted(query)).execute(parameters).map(rows -> read(rows, type));
    }

    /** What a list yields. */
    static <T> Uni<List<T>> list(Pool pool, Listing list, Class<T> type) {
        return list(pool, list.statement(), list.parameters(), type);
    }

    /** The first row of the same. */
    static <T> Uni<Optional<T>> first(Pool pool, String query, Tuple parameters, Class<T> type) {
        return list(pool, query, parameters, type).map(rows -> rows.stream().findFirst());
    }

    /** Executes a statement within a transaction; says how many rows it changed. */
    static Uni<Integer> execute(Mutiny.Session session, String statement, Map<String, Object> parameters) {
        Mutiny.MutationQuery mutation = session.createNativeQuery(statement);
        parameters.forEach(mutation::setParameter);
        return mutation.executeUpdate();
    }

    private static <T> List<T> read(RowSet<Row> rows, Class<T> type) {
        List<T> all = new ArrayList<>(rows.size());
        rows.forEach(row -> all.add(read(row.getString(0), type)));
        return all;
    }

    private static <T> T read(String json, Class<T> type) {
        try {
            return EventJson.mapper().readValue(json, type);
        } catch (JsonProcessingException e) {
            throw new IllegalStateException("a row is not a " + type.getSimpleName(), e);
        }
    }
}
