package dev.switchboard.scheduler.application;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.clock.MissionClock;
import dev.switchboard.scheduler.config.LookUpSettings;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class MissionSpansTest {

    private static final Instant NOW = Instant.parse("2026-03-10T15:02:58Z");

    private static final LookUpSettings SETTINGS = new SmallRyeConfigBuilder()
            .withMapping(LookUpSettings.class)
            .build()
            .getConfigMapping(LookUpSettings.class);

    /** A clock that runs so many times as fast as real time. */
    private record Scaled(int scale) implements MissionClock {

        @Override
        public Instant instant() {
            return NOW;
        }

        @Override
        public Optional<Duration> realTimeUntil(Instant due) {
            return Optional.of(Duration.between(NOW, due).dividedBy(scale));
        }
    }

    private static MissionSpans at(int scale) {
        return new MissionSpans(new Scaled(scale), SETTINGS);
    }

    @Test
    void inRealTimeEveryWaitIsAsItIsSet() {
        assertThat(at(1).giveUp()).isEqualTo(SETTINGS.giveUp());
        assertThat(at(1).untold()).isEqualTo(SETTINGS.untold());
        assertThat(at(1).patience().detection()).isEqualTo(SETTINGS.detection());
        assertThat(at(1).whileTalking()).isEqualTo(NOW.plus(SETTINGS.whileTalking()));
    }

    @Test
    void onAFastClockNothingIsTakenForLostBeforeAWebhookCanArrive() {
        Duration silence = SETTINGS.silence().multipliedBy(600);
        assertThat(at(600).giveUp()).isEqualTo(silence);
        assertThat(at(600).untold()).isEqualTo(silence);
        assertThat(at(600).afterHangup()).isEqualTo(silence);
        assertThat(at(600).onSilentLine()).isEqualTo(silence);
        assertThat(at(600).patience().detection()).isEqualTo(silence);
        assertThat(at(600).patience().greeting()).isEqualTo(silence);
        assertThat(at(600).patience().message()).isEqualTo(silence);
    }

    @Test
    void onAFastClockALookIsNotBeforeAnAnswerCanArrive() {
        assertThat(at(600).afterLostAnswer())
                .isEqualTo(NOW.plus(SETTINGS.atLeast().multipliedBy(600)));
    }
}
