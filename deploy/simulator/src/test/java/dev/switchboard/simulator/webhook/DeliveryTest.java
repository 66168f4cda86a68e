package dev.switchboard.simulator.webhook;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.simulator.state.Json;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

class DeliveryTest {

    private static Delivery to(String url, String failoverUrl) {
        return new Delivery(
                "id", url, failoverUrl, "call.hangup", "+13125550102", Delivery.Form.ENVELOPE, Json.object(), null);
    }

    @Test
    void goesToTheFailoverAfterThreeTriesAndThenInTurn() {
        Delivery delivery = to("first", "second");
        assertThat(IntStream.rangeClosed(1, 9).mapToObj(delivery::urlOfTry))
                .containsExactly("first", "first", "first", "second", "second", "second", "first", "second", "first");
    }

    @Test
    void staysWithTheOnlyAddress() {
        Delivery delivery = to("first", null);
        assertThat(IntStream.rangeClosed(1, 20).mapToObj(delivery::urlOfTry)).containsOnly("first");
    }
}
