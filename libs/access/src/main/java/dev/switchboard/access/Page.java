package dev.switchboard.access;

import jakarta.ws.rs.BadRequestException;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;

/**
 * One page of a list.
 *
 * @param next what to pass as {@code after} for the following page; absent on the last
 */
public record Page<T>(List<T> data, Optional<String> next) {

    public static final int MOST = 500;

    /** A page of at most {@code limit} items, made of one item more if there is one. */
    public static <T> Page<T> of(List<T> items, int limit, Function<T, Object> key) {
        if (items.size() <= limit) {
            return new Page<>(items, Optional.empty());
        }
        List<T> page = items.subList(0, limit);
        return new Page<>(page, Optional.of(key.apply(page.get(limit - 1)).toString()));
    }

    /** @throws BadRequestException if it is not between 1 and {@link #MOST} */
    public static int limit(int limit) {
        if (limit < 1 || limit > MOST) {
            throw new BadRequestException("limit " + limit + ": expected 1 to " + MOST);
        }
        return limit;
    }

    /** @throws BadRequestException if it is not a UUID */
    public static UUID id(String name, String value) {
        try {
            return UUID.fromString(value);
        } catch (IllegalArgumentException e) {
            throw new BadRequestException(name + " '" + value + "': expected a UUID");
        }
    }

    /** The same, where nothing may be given. */
    public static Optional<UUID> optionalId(String name, String value) {
        return Optional.ofNullable(value).map(text -> id(name, text));
    }

    /** @throws BadRequestException if it is not a whole number from 0 */
    public static long number(String name, String value) {
        try {
            return Long.parseUnsignedLong(value.strip());
        } catch (NumberFormatException e) {
            throw new BadRequestException(name + " '" + value + "': expected a whole number from 0");
        }
    }
}
