package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Map;
import java.util.TreeMap;

/** How often each route was asked for. */
final class RequestCounts {

    private static final int LAST = 100;

    private record Seen(String at, String request, int status) {}

    private final Map<String, Long> byRoute = new TreeMap<>();
    private final Deque<Seen> last = new ArrayDeque<>();
    private long total;

    /** The number of this request to that route, from 1. */
    long count(String route) {
        total++;
        return byRoute.merge(route, 1L, Long::sum);
    }

    void answered(String at, String request, int status) {
        if (last.size() == LAST) {
            last.removeFirst();
        }
        last.addLast(new Seen(at, request, status));
    }

    ObjectNode view() {
        ObjectNode view = Json.object().put("total", total);
        ObjectNode routes = view.putObject("by_route");
        byRoute.forEach(routes::put);
        var list = view.putArray("last");
        last.forEach(seen -> list.addObject()
                .put("at", seen.at())
                .put("request", seen.request())
                .put("status", seen.status()));
        return view;
    }
}
