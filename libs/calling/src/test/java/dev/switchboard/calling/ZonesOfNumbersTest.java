package dev.switchboard.calling;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.ZoneId;
import org.junit.jupiter.api.Test;

class ZonesOfNumbersTest {

    private final ZonesOfNumbers zones = new ZonesOfNumbers();

    @Test
    void aGeographicNumberTellsItsZone() {
        assertThat(zones.of("+13125550101")).containsExactly(ZoneId.of("America/Chicago"));
        assertThat(zones.of("+14155550301")).containsExactly(ZoneId.of("America/Los_Angeles"));
        assertThat(zones.of("+442079460000")).containsExactly(ZoneId.of("Europe/London"));
    }

    @Test
    void aTollFreeNumberIsTakenForTheWholeContiguousUnitedStates() {
        assertThat(zones.of("+18005550100"))
                .contains(ZoneId.of("America/New_York"), ZoneId.of("America/Los_Angeles"))
                .hasSize(4);
        assertThat(zones.of("+15551234567")).hasSize(4);
    }

    @Test
    void whatIsNoNumberTellsNothing() {
        assertThat(zones.of("12")).isEmpty();
    }
}
