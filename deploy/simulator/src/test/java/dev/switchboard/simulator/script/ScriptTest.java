package dev.switchboard.simulator.script;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScriptTest {

    private static final String NUMBER = "+13125550102";
    private static final String NEGOTIATION = """
            seed: 7
            limits: {concurrent_calls: 3, dials_per_second: 2.5}
            numbers:
              "+13125550102":
                - {attempt: 1, outcome: busy}
                - {when: "vars.best_quote != '' && double(vars.best_quote) <= 65.0", talk_secs: 140, insight: {per_person: 62}}
                - {when: "assistant == 'Closer' && attempt == 3", insight: null}
                - {talk_secs: 120, insight: {per_person: 68}, summary: List price.}
            """;

    private final Script script = ScriptFile.parse(NEGOTIATION);

    @Test
    void playsTheFirstEntryThatFits() {
        assertThat(script.play(NUMBER, 1, Map.of("best_quote", "60"), "").outcome())
                .isEqualTo(Outcome.BUSY);
        assertThat(script.play(NUMBER, 2, Map.of("best_quote", "65"), "").talk())
                .isEqualTo(Duration.ofSeconds(140));
        assertThat(script.play(NUMBER, 2, Map.of("best_quote", "66"), "").talk())
                .isEqualTo(Duration.ofSeconds(120));
    }

    @Test
    void readsAMissingVariableAsEmpty() {
        assertThat(script.play(NUMBER, 2, Map.of(), "").summary()).isEqualTo("List price.");
    }

    @Test
    void skipsAConditionThatCannotBeEvaluated() {
        assertThat(script.play(NUMBER, 2, Map.of("best_quote", "cheap"), "").summary())
                .isEqualTo("List price.");
    }

    @Test
    void tellsNoInsightFromAGeneratedOne() {
        assertThat(script.play(NUMBER, 3, Map.of(), "Closer").noInsight()).isTrue();
        assertThat(script.play("+15550000000", 1, Map.of(), "").noInsight()).isFalse();
        assertThat(script.play("+15550000000", 1, Map.of(), "").insight()).isNull();
    }

    @Test
    void answersNumbersThatNobodyMentions() {
        Play play = script.play("+15550000000", 4, Map.of(), "");
        assertThat(play.outcome()).isEqualTo(Outcome.COMPLETED);
        assertThat(play.ring()).isEqualTo(Duration.ofSeconds(8));
        assertThat(play.insightDelay()).isEqualTo(Duration.ofSeconds(10));
    }

    @Test
    void readsLimitsAndSeed() {
        assertThat(script.seed()).isEqualTo(7);
        assertThat(script.limits()).isEqualTo(new Limits(3, 2.5));
        assertThat(ScriptFile.parse("").limits()).isEqualTo(Limits.DEFAULT);
    }

    @Test
    void saysWhomTelnyxTakesForHavingAnswered() {
        Script detections = ScriptFile.parse("""
                numbers:
                  "+13125550102": [{outcome: voicemail, detected: silence}]
                  "+13125550103": [{outcome: voicemail}]
                  "+13125550104": [{detected: fax_detected}]
                  "+13125550105": [{}]
                """);

        assertThat(detections.play(NUMBER, 1, Map.of(), "").whoAnswers()).isEqualTo(Detected.SILENCE);
        assertThat(detections.play("+13125550103", 1, Map.of(), "").whoAnswers())
                .isEqualTo(Detected.MACHINE);
        assertThat(detections.play("+13125550104", 1, Map.of(), "").whoAnswers())
                .isEqualTo(Detected.FAX);
        assertThat(detections.play("+13125550105", 1, Map.of(), "").whoAnswers())
                .isEqualTo(Detected.HUMAN_RESIDENCE);
    }

    @Test
    void keepsApprovals() {
        Script approvals = ScriptFile.parse("""
                approvals:
                  - {after_secs: 20, decision: approved, by: dana}
                  - {after_secs: 60, decision: changed, shortlist: ["+13125550102"]}
                """);
        assertThat(approvals.approvals()).extracting(ScriptApproval::decision).containsExactly("approved", "changed");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "numbers: {\"+13125550102\": [{outcome: bussy}]} | numbers.+13125550102[0].outcome: \"bussy\": expected one of completed",
                "numbers: {\"+13125550102\": [{talk_sec: 1}]} | numbers.+13125550102[0].talk_sec: 1: expected one of the keys",
                "numbers: {\"5550102\": []} | numbers: \"5550102\": expected an E.164 number",
                "numbers: {\"+13125550102\": [{attempt: 0}]} | numbers.+13125550102[0].attempt: 0: expected a whole number from 1",
                "numbers: {\"+13125550102\": [{when: 'vars.a +'}]} | numbers.+13125550102[0].when: \"vars.a +\": expected a boolean CEL expression",
                "numbers: {\"+13125550102\": [{when: 'vars.a'}]} | expected a boolean CEL expression",
                "numbers: {\"+13125550102\": [{detected: ghost}]} | numbers.+13125550102[0].detected: \"ghost\": expected one of human_residence",
                "numbers: {\"+13125550102\": [{outcome: busy, detected: machine}]} | numbers.+13125550102[0].detected: \"machine\": expected it with a call that is answered",
                "faults: {http_500: 2} | faults.http_500: 2: expected a share from 0 to 1",
                "faults: {webhook_delay_secs: 3} | faults.webhook_delay_secs: 3: expected [from, to]",
                "approvals: [{decision: maybe}] | approvals[0].decision: \"maybe\": expected one of approved",
                "approvals: [{decision: changed}] | approvals[0].shortlist: nothing: expected the numbers",
                "seeds: 3 | seeds: 3: expected one of the keys approvals",
                "'limits: {concurrent_calls: [}' | script is not YAML at line 1"
            })
    void refusesWhatItCannotPlay(String yaml, String reason) {
        assertThatThrownBy(() -> ScriptFile.parse(yaml))
                .isInstanceOf(ScriptProblem.class)
                .hasMessageContaining(reason);
    }

    @Test
    void drawsTheSameFaultsForTheSameSeed() {
        FaultDice dice = new FaultDice(7);
        FaultDice again = new FaultDice(7);
        FaultDice other = new FaultDice(8);
        long strikes = 0;
        long differences = 0;
        for (int i = 0; i < 10_000; i++) {
            String about = NUMBER + '|' + i;
            boolean struck = dice.strikes(0.05, "webhook_drop", about);
            assertThat(again.strikes(0.05, "webhook_drop", about)).isEqualTo(struck);
            strikes += struck ? 1 : 0;
            differences += struck != other.strikes(0.05, "webhook_drop", about) ? 1 : 0;
        }
        assertThat(strikes).isBetween(400L, 600L);
        assertThat(differences).isPositive();
    }
}
