package dev.switchboard.notifier.domain;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;

class CardTextTest {

    @Test
    void saysWhatIsAskedUntilWhenAndOfWhom() {
        CardText text = CardText.of(Questions.vendors());

        assertThat(text.title())
                .isEqualTo("A decision is needed: Vendor selection: do these advance to the round \"deep-dive\"?");
        assertThat(text.lines())
                .containsExactly(
                        "1. Vendor Borealis (…0302): fit_score 9, call …0302",
                        "2. Vendor Helix (…0308): fit_score 9, call …0308",
                        "3. Vendor Everest (…0305): fit_score 9, call …0305");
        assertThat(text.facts()).isEqualTo("Until Tue 3 Mar 2026 16:00 UTC. May decide: dana, kim.");
        assertThat(text.mark()).contains(Questions.ID.toString()).contains("1d06455b1575");
        assertThat(text.open()).isTrue();
        assertThat(text.changeable()).isTrue();
    }

    @Test
    void saysWhatBecameOfIt() {
        Approval changed =
                Questions.closed(Questions.vendors(), Verdict.Outcome.CHANGED, List.of("+14155550304", "+13125550304"));

        CardText text = CardText.of(changed);

        assertThat(text.verdict())
                .contains("Changed by dana in Slack, Mon 2 Mar 2026 17:10 UTC. “fine, call …0302”\n"
                        + "Advancing instead: Vendor Delta (…55550304), Smith, Jones & Co (…25550304)");
        assertThat(text.open()).isFalse();
        assertThat(text.facts()).isEmpty();
        assertThat(text.plain()).doesNotContain("+1").doesNotContain("A decision is needed");
    }

    @Test
    void showsTheFieldsOfARequest() {
        CardText text = CardText.of(Questions.assistant());

        assertThat(text.lines()).anyMatch(line -> line.equals("body, name: Catering negotiator"));
        assertThat(text.lines()).anyMatch(line -> line.startsWith("body, instructions: Say <hello> to …0101."));
        assertThat(text.changeable()).isFalse();
    }

    @Test
    void showsWhoIsToBeCalledByName() {
        Approval plan = Questions.open(
                "mission.calls", Map.of("targets", List.of(Map.of("name", "Lakefront", "phone", "+13125550101"))));

        assertThat(CardText.of(plan).lines()).containsExactly("targets: Lakefront (…0101)");
    }

    @Test
    void showsAPlanOneStepALine() {
        Map<String, Object> step = new LinkedHashMap<>();
        step.put("step_id", "calls");
        step.put("description", "Call everybody");
        Approval plan = Questions.open("mission.calls", Map.of("steps", List.of(step)));

        assertThat(CardText.of(plan).lines()).containsExactly("steps: step id calls, description Call everybody");
    }

    /** Any number of candidates with any names: one message, and no whole number in it. */
    @Property(tries = 100)
    void fitsIntoOneMessage(
            @ForAll @IntRange(min = 1, max = 400) int candidates, @ForAll @Size(max = 5) List<String> names) {
        Map<String, String> all = new LinkedHashMap<>();
        for (int i = 0; i < candidates; i++) {
            all.put(String.format("+1415555%04d", i), names.isEmpty() ? "" : names.get(i % names.size()));
        }

        CardText text = CardText.of(Questions.shortlistOf(all));

        assertThat(text.plain().length()).isLessThanOrEqualTo(4000);
        assertThat(text.plain()).doesNotContain("+1415555");
        assertThat(ChangeForm.of(Questions.shortlistOf(all)).options()).hasSizeLessThanOrEqualTo(100);
    }
}
