package dev.switchboard.notifier.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Optional;
import org.junit.jupiter.api.Test;

class PlaceTest {

    @Test
    void isNowhereWithoutBoth() {
        assertThat(Place.of("k", Optional.of(" "), Optional.empty())).isEmpty();
    }

    @Test
    void namesTheKeyOfAHalfConfiguration() {
        assertThatThrownBy(() -> Place.of("accounts.acme.slack", Optional.of("xoxb-secret"), Optional.empty()))
                .hasMessageContaining("accounts.acme.slack")
                .hasMessageNotContaining("xoxb");
    }

    @Test
    void refusesATokenThatNoHeaderCanCarry() {
        assertThatThrownBy(() -> Place.of("k", Optional.of("xoxb\nsecret"), Optional.of("C1")))
                .hasMessageContaining("k.token")
                .hasMessageNotContaining("secret");
    }

    @Test
    void neverShowsItsToken() {
        assertThat(Place.of("k", Optional.of("xoxb-secret"), Optional.of("C1")))
                .get()
                .hasToString("Place[C1]");
    }
}
