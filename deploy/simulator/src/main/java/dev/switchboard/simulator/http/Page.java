package dev.switchboard.simulator.http;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.switchboard.simulator.state.Json;
import java.util.Collection;
import java.util.function.Function;

/** {@code page[number]} and {@code page[size]}. */
record Page(int number, int size) {

    /** 422 if a value is not a number in range. */
    static Page of(Asked asked, int defaultSize, int largest) {
        return new Page(
                integer(asked, "page[number]", 1, Integer.MAX_VALUE),
                integer(asked, "page[size]", defaultSize, largest));
    }

    private static int integer(Asked asked, String name, int fallback, int largest) {
        String text = asked.query(name).orElse(null);
        if (text == null) {
            return fallback;
        }
        int value;
        try {
            value = Integer.parseInt(text);
        } catch (NumberFormatException e) {
            throw Problems.invalid(Problems.finding(
                    "int_parsing",
                    "Input should be a valid integer, unable to parse string as an integer",
                    "query",
                    name));
        }
        if (value < 1) {
            throw Problems.invalid(Problems.finding(
                    "greater_than_equal", "Input should be greater than or equal to 1", "query", name));
        }
        if (value > largest) {
            throw Problems.invalid(Problems.finding(
                    "less_than_equal", "Input should be less than or equal to " + largest, "query", name));
        }
        return value;
    }

    /** {@code {"data":[…],"meta":{…}}} with this page's part of the list. */
    <T> Answer of(Collection<T> all, Function<T, JsonNode> view) {
        ObjectNode body = Json.object();
        var data = body.putArray("data");
        long skip = (long) (number - 1) * size;
        all.stream().skip(skip).limit(size).forEach(item -> data.add(view.apply(item)));
        body.putObject("meta")
                .put("page_number", number)
                .put("page_size", size)
                .put("total_pages", (all.size() + size - 1) / size)
                .put("total_results", all.size());
        return Answer.ok(body);
    }
}
