package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.MissionClass;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.strategy.Terms;
import dev.switchboard.mission.domain.strategy.Terms.Objective;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class AcceptanceMissionsTest {

    @Test
    void readsTheWeatherSweep() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("weather-sweep.yaml"))
                .file()
                .orElseThrow();

        assertThat(file.name()).isEqualTo("Weather line sweep");
        assertThat(file.handle()).hasToString("weather-line-sweep");
        assertThat(file.missionClass()).isEqualTo(MissionClass.SWEEP);
        assertThat(file.request()).isEqualTo("Call 10 weather stations and find the hottest one.");
        assertThat(file.account()).isEqualTo("default");
        assertThat(file.from()).isEmpty();
        assertThat(file.recipients()).isEqualTo(Recipients.AUTOMATED);
        assertThat(file.limits().concurrentCalls()).contains(4);
        assertThat(file.targets()).hasSize(10);
        assertThat(file.targets().get(0))
                .isEqualTo(new Target("Phoenix AZ", "+16025550101", Optional.empty(), 0, Optional.empty(), Map.of()));
        assertThat(file.terms().rank())
                .contains(new Terms.Rank(
                        Optional.empty(), List.of(new Terms.Key("insight.high_temp_f", true)), Optional.of(1)));
        assertThat(file.assistant()).isInstanceOfSatisfying(AssistantChoice.InlineAssistant.class, inline -> {
            assertThat(inline.name()).isEqualTo("Weather Listener");
            assertThat(inline.fields().path("greeting").asText("missing")).isEmpty();
            assertThat(inline.fields().path("enabled_features").path(0).asText())
                    .isEqualTo("telephony");
        });
        assertThat(file.insight()).containsInstanceOf(InsightChoice.InlineInsight.class);
    }

    @Test
    void readsTheCateringNegotiation() {
        MissionFile file = MissionTexts.read(MissionTexts.resource("catering-negotiation.yaml"))
                .file()
                .orElseThrow();

        assertThat(file.missionClass()).isEqualTo(MissionClass.NEGOTIATION);
        assertThat(file.terms().negotiation())
                .contains(new Terms.Haggling(
                        Objective.MINIMIZE,
                        "insight.per_person",
                        Map.of(
                                "best_quote", "best == null ? '' : string(best.insight.per_person)",
                                "best_company", "best == null ? '' : best.target.name"),
                        CallOrder.AS_LISTED));
        assertThat(file.targets())
                .extracting(Target::name)
                .containsExactly("Lakefront Catering", "Chicago Grill Co", "Prairie Table Events");
        assertThat(file.instructions()).startsWith("Compare per-person quotes");
    }

    @ParameterizedTest
    @ValueSource(strings = {"weather-sweep.yaml", "catering-negotiation.yaml"})
    void readsTheOriginalsAsTheirCopies(String name) {
        assertThat(MissionTexts.read(MissionTexts.acceptance(name)).file())
                .isPresent()
                .isEqualTo(MissionTexts.read(MissionTexts.resource(name)).file());
    }

    @ParameterizedTest
    @CsvSource({"restaurant-screening.yaml,screening", "vendor-rounds.yaml,rounds", "restaurant-booking.yaml,action"})
    void refusesByNameWhatThisVersionDoesNotHave(String name, String missionClass) {
        assertThat(MissionTexts.read(MissionTexts.acceptance(name)).problems())
                .containsExactly(new Violation(
                        "$.class",
                        "\"" + missionClass + "\"",
                        "class '" + missionClass
                                + "' is not available in this version; available: negotiation, sweep"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"weather-sweep.yaml", "catering-negotiation.yaml"})
    void rebuildsAFileFromItsDocument(String name) {
        MissionFile file = MissionTexts.read(MissionTexts.resource(name)).file().orElseThrow();

        MissionFile restored = MissionFiles.restore(file.documentWithoutTargets());

        assertThat(restored.terms()).isEqualTo(file.terms());
        assertThat(restored.assistant()).isEqualTo(file.assistant());
        assertThat(restored.insight()).isEqualTo(file.insight());
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
