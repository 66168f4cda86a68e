package dev.switchboard.simulator.chat;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class PersonTest {

    /** Documented, and computed by whoever configures the approvers: it must not change. */
    @Test
    void hasIdsThatFollowFromTheName() {
        assertThat(new Person("dana").slackId()).isEqualTo("U2C9E0A2585");
        assertThat(new Person("dana").telegramId()).isEqualTo(191630026117L);
    }
}
