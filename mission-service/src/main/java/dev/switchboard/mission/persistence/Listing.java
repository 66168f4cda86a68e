package dev.switchboard.mission.persistence;

import io.vertx.mutiny.sqlclient.Tuple;
import java.util.Optional;

/**
 * The statement of a list, with those conditions only that are asked for: one that also serves when they are not would be
 * planned for both cases at once, and pass over all rows before the page one by one.
 */
final class Listing {

    private final StringBuilder statement;
    private final Tuple parameters;

    /** @param select up to its first condition, whose parameter is {@code $1} */
    Listing(String select, Object first) {
        this.statement = new StringBuilder(select);
        this.parameters = Tuple.of(first);
    }

    /** @param condition with {@code ?} for its one parameter; nothing happens if there is none */
    Listing and(String condition, Optional<?> parameter) {
        parameter.ifPresent(value -> {
            parameters.addValue(value);
            statement.append(" and ").append(condition.replace("?", "$" + parameters.size()));
        });
        return this;
    }

    Listing inOrder(String order, int limit) {
        parameters.addValue(limit);
        statement.append(" order by ").append(order).append(" limit $").append(parameters.size());
        return this;
    }

    String statement() {
        return statement.toString();
    }

    Tuple parameters() {
        return parameters;
    }
}
