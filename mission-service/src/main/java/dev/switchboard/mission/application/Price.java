package dev.switchboard.mission.application;

import dev.switchboard.mission.missionfile.Reach;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.Map;
import java.util.Optional;

/**
 * What calls and texts are assumed to cost, in US dollars. Estimates; the bill is the provider's.
 *
 * @param perMinute of a call, line and assistant together, however it is placed
 * @param perMinuteBy the same for single ways of placing, such as {@code call_control}
 * @param perText of one text
 * @param reservedMinutes how long a call is expected to be at most: what a budget keeps back for each call under way
 */
public record Price(
        BigDecimal perMinute, Map<String, BigDecimal> perMinuteBy, BigDecimal perText, int reservedMinutes) {

    private static final int MINUTE = 60;

    public Price {
        perMinuteBy = Map.copyOf(perMinuteBy);
    }

    /** What an attempt of that many seconds has cost; a minute begun counts as one. */
    public BigDecimal of(Reach reach, int secs) {
        return reach.byText()
                ? perText
                : perMinute(reach.placeBy()).multiply(BigDecimal.valueOf((secs + MINUTE - 1) / MINUTE));
    }

    /** What is kept back for a call under way, or for an attempt that follows: by the dearest way it may be placed. */
    public BigDecimal reserve(Reach reach) {
        if (reach.byText()) {
            return perText;
        }
        BigDecimal minute = reach.placeBy()
                .map(way -> perMinute(Optional.of(way)))
                .orElseGet(() -> perMinuteBy.values().stream().reduce(perMinute, BigDecimal::max));
        return minute.multiply(BigDecimal.valueOf(reservedMinutes));
    }

    /** As it is shown. */
    public static BigDecimal shown(BigDecimal usd) {
        return usd.setScale(2, RoundingMode.HALF_UP);
    }

    private BigDecimal perMinute(Optional<String> via) {
        return via.map(perMinuteBy::get).orElse(perMinute);
    }
}
