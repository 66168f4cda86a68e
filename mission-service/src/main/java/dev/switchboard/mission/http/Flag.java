package dev.switchboard.mission.http;

import dev.switchboard.access.Problem;
import jakarta.ws.rs.core.MultivaluedMap;
import jakarta.ws.rs.core.UriInfo;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/**
 * The one query parameter of a request that decides what happens to people's phones. Any word but true and false, and any
 * other parameter, is a mistake that is told: taken for "not given", a rehearsal would call everybody.
 *
 * @param isSet whether the parameter says true
 * @param flaws what is wrong with the query
 */
record Flag(boolean isSet, List<Problem.Error> flaws) {

    private static final Set<String> WORDS = Set.of("true", "false");

    static Flag of(UriInfo uri, String name) {
        MultivaluedMap<String, String> query = uri.getQueryParameters();
        List<Problem.Error> flaws = new ArrayList<>();
        query.keySet().stream()
                .filter(key -> !key.equals(name))
                .forEach(key -> flaws.add(new Problem.Error(key, query.getFirst(key), "no parameter but " + name)));
        List<String> values = query.getOrDefault(name, List.of("false"));
        if (values.size() > 1 || !WORDS.contains(values.get(0))) {
            flaws.add(new Problem.Error(name, String.join(", ", values), "true or false"));
        }
        return new Flag(Boolean.parseBoolean(values.get(0)), flaws);
    }
}
