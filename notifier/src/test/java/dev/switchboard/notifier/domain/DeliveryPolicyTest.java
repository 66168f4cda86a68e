package dev.switchboard.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.switchboard.notifier.domain.Delivery.Result;
import dev.switchboard.notifier.domain.DeliveryPolicy.Decision;
import dev.switchboard.notifier.domain.DeliveryPolicy.Next;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class DeliveryPolicyTest {

    private static final Instant CREATED = Instant.parse("2026-03-02T16:00:00Z");
    private static final DeliveryPolicy POLICY =
            new DeliveryPolicy(Duration.ofSeconds(10), Duration.ofMinutes(15), Duration.ofHours(24));

    @ParameterizedTest
    @CsvSource({"1,10", "2,20", "3,40", "7,640", "8,900", "9,900", "1000000,900"})
    void doublesTheWaitUpToItsLongest(int attempts, long seconds) {
        assertThat(POLICY.backoff(attempts)).isEqualTo(Duration.ofSeconds(seconds));
    }

    @Test
    void isDoneOnceItIsDelivered() {
        assertThat(after(Delivery.delivered("C1", "1.2"), CREATED)).isEqualTo(new Next(Decision.SENT, CREATED));
    }

    @Test
    void doesNotRepeatWhatWillNeverBeTaken() {
        assertThat(after(Delivery.failed(Result.REFUSED, "too long"), CREATED).decision())
                .isEqualTo(Decision.GIVE_UP);
    }

    @ParameterizedTest
    @EnumSource(names = {"THROTTLED", "UNAVAILABLE", "UNCLEAR", "MISCONFIGURED"})
    void repeatsWhatMayStillArrive(Result result) {
        assertThat(after(Delivery.failed(result, "x"), CREATED))
                .isEqualTo(new Next(Decision.TRY_AGAIN, CREATED.plusSeconds(10)));
    }

    @Test
    void leavesTheChannelAloneAsLongAsItAsks() {
        Delivery throttled = Delivery.failed(Result.THROTTLED, Optional.of(Duration.ofSeconds(30)), "429");

        assertThat(after(throttled, CREATED).at()).isEqualTo(CREATED.plusSeconds(30));
    }

    @Test
    void neverWaitsLessThanItsOwnTime() {
        Delivery throttled = Delivery.failed(Result.THROTTLED, Optional.of(Duration.ofSeconds(1)), "429");

        assertThat(after(throttled, CREATED).at()).isEqualTo(CREATED.plusSeconds(10));
    }

    @Test
    void givesUpAfterADay() {
        Instant almostADayLater = CREATED.plus(Duration.ofHours(24)).minusSeconds(9);

        assertThat(after(Delivery.failed(Result.UNCLEAR, "x"), almostADayLater).decision())
                .isEqualTo(Decision.GIVE_UP);
    }

    @Test
    void refusesWaitingTimesThatShrink() {
        assertThatThrownBy(() -> new DeliveryPolicy(Duration.ofMinutes(2), Duration.ofMinutes(1), Duration.ofHours(1)))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("PT2M");
    }

    @Property
    void everyNoticeEndsWithinADayAndAHundredAttempts(@ForAll @IntRange(min = 1, max = 4) int failure) {
        Delivery failed = Delivery.failed(Result.values()[failure], "x");
        Instant now = CREATED;
        int attempts = 1;
        Next next = POLICY.after(failed, attempts, CREATED, now);
        while (next.decision() == Decision.TRY_AGAIN) {
            assertThat(next.at()).isAfter(now).isBeforeOrEqualTo(CREATED.plus(Duration.ofHours(24)));
            now = next.at();
            next = POLICY.after(failed, ++attempts, CREATED, now);
        }
        assertThat(attempts).isBetween(90, 110);
    }

    private static Next after(Delivery delivery, Instant now) {
        return POLICY.after(delivery, 1, CREATED, now);
    }
}
