package dev.switchboard.mission.application;

import java.math.BigDecimal;
import java.math.RoundingMode;

/** What calls are assumed to cost. */
public record Price(BigDecimal usdPerMinute) {

    /** US dollars for that many minutes begun; an estimate. */
    public BigDecimal of(int minutes) {
        return usdPerMinute.multiply(BigDecimal.valueOf(minutes)).setScale(2, RoundingMode.HALF_UP);
    }
}
