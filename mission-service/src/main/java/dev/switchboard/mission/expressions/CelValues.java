package dev.switchboard.mission.expressions;

import dev.cel.common.values.NullValue;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.ArrayList;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/** JSON values as CEL knows them, and back: a number without a fraction is an int, any other a double. */
final class CelValues {

    private CelValues() {}

    static Object toCel(Object value) {
        if (value == null) {
            return NullValue.NULL_VALUE;
        }
        if (value instanceof Number number) {
            return number(number);
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> converted = new LinkedHashMap<>();
            map.forEach((key, item) -> converted.put(String.valueOf(key), toCel(item)));
            return converted;
        }
        if (value instanceof Collection<?> items) {
            List<Object> converted = new ArrayList<>(items.size());
            items.forEach(item -> converted.add(toCel(item)));
            return converted;
        }
        return value instanceof Boolean ? value : value.toString();
    }

    /** Whole numbers beyond 64 bits become doubles: CEL has no larger int. */
    private static Object number(Number number) {
        if (number instanceof Double || number instanceof Float || number instanceof BigDecimal) {
            return number.doubleValue();
        }
        if (number instanceof BigInteger big && big.bitLength() > 63) {
            return big.doubleValue();
        }
        return number.longValue();
    }

    static Object fromCel(Object value) {
        if (value instanceof NullValue) {
            return null;
        }
        if (value instanceof Number number) {
            return number instanceof Double ? value : Long.valueOf(number.longValue());
        }
        if (value instanceof Map<?, ?> map) {
            Map<String, Object> converted = new LinkedHashMap<>();
            map.forEach((key, item) -> converted.put(String.valueOf(fromCel(key)), fromCel(item)));
            return converted;
        }
        if (value instanceof Collection<?> items) {
            List<Object> converted = new ArrayList<>(items.size());
            items.forEach(item -> converted.add(fromCel(item)));
            return converted;
        }
        return value == null || value instanceof Boolean ? value : value.toString();
    }
}
