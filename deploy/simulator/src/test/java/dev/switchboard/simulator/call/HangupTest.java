package dev.switchboard.simulator.call;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.simulator.script.Outcome;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class HangupTest {

    @ParameterizedTest
    @EnumSource(Outcome.class)
    void leadsToTheCallStatusOfItsOutcome(Outcome outcome) {
        assertThat(Hangup.of(outcome).callStatus()).isEqualTo(outcome.callStatus());
    }
}
