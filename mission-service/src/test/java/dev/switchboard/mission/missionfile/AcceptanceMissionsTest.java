package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.Stage;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.Negotiation;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceMissionsTest {

    @Test
    void readsTheWeatherSweep() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("weather-sweep.yaml"))
                .file()
                .orElseThrow();

        assertThat(file.name()).isEqualTo("Weather line sweep");
        assertThat(file.handle()).hasToString("weather-line-sweep");
        assertThat(file.missionClass()).hasToString("sweep");
        assertThat(file.request()).isEqualTo("Call 10 weather stations and find the hottest one.");
        assertThat(file.account()).isEqualTo("default");
        assertThat(file.from()).isEmpty();
        assertThat(file.recipients()).isEqualTo(Recipients.AUTOMATED);
        assertThat(file.limits().concurrentCalls()).contains(4);
        assertThat(file.targets()).hasSize(10);
        assertThat(file.targets().get(0))
                .isEqualTo(new Target("Phoenix AZ", "+16025550101", Optional.empty(), 0, Optional.empty(), Map.of()));
        assertThat(MissionTexts.strategy(file).ranking()).isPresent();
        assertThat(MissionTexts.cast(file).assistant())
                .isInstanceOfSatisfying(AssistantChoice.InlineAssistant.class, inline -> {
                    assertThat(inline.name()).isEqualTo("Weather Listener");
                    assertThat(inline.fields().path("greeting").asText("missing"))
                            .isEmpty();
                    assertThat(inline.fields().path("enabled_features").path(0).asText())
                            .isEqualTo("telephony");
                });
        assertThat(MissionTexts.cast(file).insight()).containsInstanceOf(InsightChoice.InlineInsight.class);
    }

    @Test
    void readsTheCateringNegotiation() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("catering-negotiation.yaml"))
                .file()
                .orElseThrow();

        assertThat(file.missionClass()).hasToString("negotiation");
        assertThat(MissionTexts.strategy(file)).isInstanceOf(Negotiation.class);
        assertThat(file.targets())
                .extracting(Target::name)
                .containsExactly("Lakefront Catering", "Chicago Grill Co", "Prairie Table Events");
        assertThat(file.instructions()).startsWith("Compare per-person quotes");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather-sweep.yaml",
                "catering-negotiation.yaml",
                "restaurant-screening.yaml",
                "vendor-rounds.yaml",
                "restaurant-booking.yaml"
            })
    void readsTheOriginalsAsTheirCopies(String name) {
        assertThat(MissionTexts.read(MissionTexts.acceptance(name)).file())
                .isPresent()
                .isEqualTo(MissionTexts.read(MissionTexts.resource(name)).file());
    }

    @Test
    void readsTheVendorRounds() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("vendor-rounds.yaml"))
                .file()
                .orElseThrow();

        assertThat(MissionTexts.strategy(file).stages())
                .containsExactly(
                        new Stage(1, "screening", Optional.of("screening"), "/rounds/0"),
                        new Stage(2, "deep-dive", Optional.of("deep-dive"), "/rounds/1"));
        assertThat(file.cast(MissionTexts.strategy(file).stages().get(1)).assistant())
                .isInstanceOfSatisfying(
                        AssistantChoice.InlineAssistant.class,
                        inline -> assertThat(inline.name()).isEqualTo("Vendor Technical Interviewer"));
    }

    @Test
    void readsTheRestaurantBooking() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("restaurant-booking.yaml"))
                .file()
                .orElseThrow();

        assertThat(MissionTexts.strategy(file).concurrentCalls()).contains(2);
        assertThat(file.cast(MissionTexts.strategy(file).stages().get(1)).insight())
                .containsInstanceOf(InsightChoice.InlineInsight.class);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "weather-sweep.yaml",
                "catering-negotiation.yaml",
                "restaurant-screening.yaml",
                "vendor-rounds.yaml",
                "restaurant-booking.yaml"
            })
    void rebuildsAFileFromItsDocument(String name) {
        MissionFile file = MissionTexts.read(MissionTexts.resource(name)).file().orElseThrow();

        MissionFile restored = MissionFiles.restore(file.documentWithoutTargets());

        assertThat(restored.terms()).isEqualTo(file.terms());
        assertThat(MissionTexts.cast(restored).assistant())
                .isEqualTo(MissionTexts.cast(file).assistant());
        assertThat(MissionTexts.cast(restored).insight())
                .isEqualTo(MissionTexts.cast(file).insight());
        assertThat(restored.limits()).isEqualTo(file.limits());
        assertThat(restored.targets()).isEmpty();
        assertThat(file.document().path("targets")).isNotEmpty();
    }

    @Test
    void readsTheSameFromJson() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("catering-negotiation.yaml"))
                .file()
                .orElseThrow();

        assertThat(MissionTexts.FILES
                        .read(file.document().toString(), Notation.JSON, CsvFiles.NONE)
                        .file()
                        .map(MissionFile::terms))
                .contains(file.terms());
        assertThat(MissionTexts.FILES.read(file.document(), CsvFiles.NONE).file())
                .contains(file);
    }
}
