package dev.switchboard.mission.domain.strategy;

import dev.switchboard.mission.domain.ExpressionFailedException;
import java.math.BigDecimal;

/** Results of expressions: comparing them and saying them. */
final class Values {

    private Values() {}

    /** Whether results can be ordered by it. */
    static boolean isComparable(Object value) {
        return value instanceof String
                || value instanceof Boolean
                || value instanceof Number number && Double.isFinite(number.doubleValue());
    }

    /** Numbers by value whatever their type, text by code points, false before true; unlike things by kind. */
    static int compare(Object left, Object right) {
        if (left instanceof Number a && right instanceof Number b) {
            return decimal(a).compareTo(decimal(b));
        }
        if (left instanceof String a && right instanceof String b) {
            return a.compareTo(b);
        }
        if (left instanceof Boolean a && right instanceof Boolean b) {
            return Boolean.compare(a, b);
        }
        return Integer.compare(kind(left), kind(right));
    }

    private static int kind(Object value) {
        if (value instanceof Number) {
            return 0;
        }
        return value instanceof String ? 1 : 2;
    }

    /** As a person would write it: {@code 62}, {@code 62.5}. */
    static String text(Object value) {
        return value instanceof Number number ? plain(decimal(number)) : String.valueOf(value);
    }

    /** As the dynamic variable of a call, which is always text; null is the empty one. */
    static String variable(Object value) throws ExpressionFailedException {
        if (value == null) {
            return "";
        }
        if (!isComparable(value)) {
            throw new ExpressionFailedException("a variable must be text, a number or true or false");
        }
        return text(value);
    }

    private static String plain(BigDecimal decimal) {
        return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof Double || number instanceof Float
                ? BigDecimal.valueOf(number.doubleValue())
                : new BigDecimal(number.toString());
    }
}
