package dev.switchboard.mission.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class CallOrderTest {

    private static final List<Target> TARGETS =
            List.of(target(0, null), target(5, 0.9), target(0, 0.1), target(5, null), target(0, 0.1));

    @Test
    void callsByPriorityThenAsListed() {
        assertThat(CallOrder.AS_LISTED.arrange(TARGETS)).containsExactly(1, 3, 0, 2, 4);
    }

    @Test
    void callsTheWeakestFirstAndThoseOfUnknownStrengthLast() {
        assertThat(CallOrder.WEAKEST_FIRST.arrange(TARGETS)).containsExactly(2, 4, 1, 0, 3);
    }

    private static Target target(int priority, Double strength) {
        return new Target(
                "Somebody", "+13125550101", Optional.empty(), priority, Optional.ofNullable(strength), Map.of());
    }
}
