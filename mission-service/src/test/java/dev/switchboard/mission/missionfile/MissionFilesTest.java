package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.node.TextNode;
import dev.switchboard.mission.domain.CallOrder;
import dev.switchboard.mission.domain.Deadline;
import dev.switchboard.mission.domain.Target;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MissionFilesTest {

    @Test
    void fillsInWhatIsLeftOut() {
        MissionFile file = MissionTexts.read(MissionTexts.SWEEP).file().orElseThrow();

        assertThat(file.account()).isEqualTo("default");
        assertThat(file.recipients()).isEqualTo(Recipients.SERVICE);
        assertThat(MissionTexts.cast(file).assistant()).isEqualTo(new AssistantChoice.ExistingAssistant("assistant-1"));
        assertThat(MissionTexts.cast(file).insight()).isEmpty();
        assertThat(file.retry()).isEmpty();
        assertThat(file.callingWindow()).isEmpty();
        assertThat(file.voicemail()).isEmpty();
        assertThat(file.reach()).isEqualTo(new Reach("phone_call", Optional.empty(), Optional.empty()));
        assertThat(file.variables()).isEmpty();
        assertThat(file.limits()).isEqualTo(Limits.NONE);
        assertThat(MissionTexts.strategy(file).ranking()).isEmpty();
        assertThat(file.request()).isEmpty();
    }

    @Test
    void readsEveryKey() {
        MissionFile file = MissionTexts.read("""
                        name: Everything
                        class: negotiation
                        request: Find somebody.
                        instructions: Be kind.
                        account: second-account
                        from: "+13125550199"
                        channel: phone_call
                        assistant: assistant-7
                        insight: insight-8
                        targets:
                          - name: Lakefront
                            phone: +13125550101
                            timezone: America/Chicago
                            priority: 3
                            strength: 0.5
                            variables: {party: 6, vip: true, code: 007, opens: 09:00, price: 2.50}
                        recipients: professional
                        retry:
                          busy: {max: 2, after: 30m then 2h}
                          no_answer: {max: 1, after: [1bd, 2bd]}
                          failed: {max: 0}
                          empty_insight: {after: 2h}
                        calling_window: {days: [mon, fri], from: 09:00, to: 17:30, timezone: Europe/Berlin}
                        voicemail: {leave_message: Call us back.}
                        place_by: call_control
                        variables: {when: Friday 7 pm}
                        limits: {concurrent_calls: 1, calls_per_second: 0.5, budget_usd: 12.5, deadline: 2d}
                        rank:
                          where: insight.free
                          by: insight.price
                          then: [{by: call.duration_secs, order: desc}]
                          top: 1
                        negotiation:
                          objective: maximize
                          of: insight.price
                          order: weakest_first
                        """).file().orElseThrow();

        assertThat(file.account()).isEqualTo("second-account");
        assertThat(file.from()).contains("+13125550199");
        assertThat(MissionTexts.cast(file).insight()).contains(new InsightChoice.ExistingInsight("insight-8"));
        assertThat(file.targets())
                .containsExactly(new Target(
                        "Lakefront",
                        "+13125550101",
                        Optional.of("America/Chicago"),
                        3,
                        Optional.of(0.5),
                        Map.of("party", "6", "vip", "true", "code", "007", "opens", "09:00", "price", "2.5")));
        assertThat(file.retry())
                .isEqualTo(Map.of(
                        "busy", new RetryCell(Optional.of(2), List.of("30m", "2h")),
                        "no_answer", new RetryCell(Optional.of(1), List.of("1bd", "2bd")),
                        "failed", new RetryCell(Optional.of(0), List.of()),
                        "empty_insight", new RetryCell(Optional.empty(), List.of("2h"))));
        assertThat(file.callingWindow()).contains(new Window(Set.of("mon", "fri"), "09:00", "17:30", "Europe/Berlin"));
        assertThat(file.voicemail().orElseThrow().path("leave_message").asText())
                .isEqualTo("Call us back.");
        assertThat(file.reach()).isEqualTo(new Reach("phone_call", Optional.empty(), Optional.of("call_control")));
        assertThat(file.variables()).isEqualTo(Map.of("when", "Friday 7 pm"));
        assertThat(file.limits())
                .isEqualTo(new Limits(
                        Optional.of(1), Optional.of(0.5), Optional.of(12.5), Optional.of(new Deadline("2d"))));
        assertThat(MissionTexts.strategy(file).ranking()).isPresent();
        assertThat(MissionTexts.strategy(file).order()).isEqualTo(CallOrder.WEAKEST_FIRST);
    }

    @ParameterizedTest
    @ValueSource(strings = {"continue", "hang_up", "leave_message"})
    void keepsTheVoicemailRuleAsItIs(String rule) {
        assertThat(MissionTexts.read(MissionTexts.SWEEP + "voicemail: " + rule)
                        .file()
                        .orElseThrow()
                        .voicemail())
                .contains(TextNode.valueOf(rule));
    }

    @Test
    void readsWhatIsRemembered() {
        assertThat(memory("memory: {conversations: 5, insights: [insight-1, insight-2]}"))
                .contains(new MemoryWish(Optional.of(5), false, List.of("insight-1", "insight-2")));
        assertThat(memory("memory: {insights: true}")).contains(new MemoryWish(Optional.empty(), true, List.of()));
        assertThat(memory("")).isEmpty();
    }

    private static Optional<MemoryWish> memory(String line) {
        return MissionTexts.read(MissionTexts.SWEEP + line).file().orElseThrow().memory();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "memory: {} | $.memory",
                "memory: {conversations: 0} | $.memory.conversations",
                "memory: {insights: all} | $.memory.insights",
                "memory: {insights: ['a&b']} | $.memory.insights[0]",
                "memory: {calls: 3} | $.memory.calls"
            })
    void refusesAMemoryThatMakesNoSense(String line, String path) {
        assertThat(MissionTexts.read(MissionTexts.SWEEP + line).problems())
                .extracting(Violation::path)
                .contains(path);
    }

    @Test
    void reportsEverythingAtOnce() {
        List<Violation> violations = MissionTexts.read("""
                        name: [1]
                        class: sweep
                        assistent: assistant-1
                        targets:
                          - {name: Lakefront, phone: 13125550101}
                          - {phone: "+13125550102", timezone: Mars/Base}
                        limits: {concurrent_calls: 0, deadline: soon}
                        rank: {by: insight.x +}
                        """).problems();

        assertThat(violations)
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "$.name",
                        "$.assistant",
                        "$.assistent",
                        "$.targets[0].phone",
                        "$.targets[1].name",
                        "$.targets[1].timezone",
                        "$.limits.concurrent_calls",
                        "$.limits.deadline",
                        "$.rank.by");
    }

    @Test
    void reportsNoMoreThanAnybodyWouldRead() {
        String targets = "  - {name: Lakefront}\n".repeat(1_000);

        List<Violation> violations =
                MissionTexts.read(MissionTexts.SWEEP + targets).problems();

        assertThat(violations).hasSize(101);
        assertThat(violations.get(100))
                .isEqualTo(
                        new Violation("$", "900 more violations", "a file with fewer mistakes: these are the first"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, JSON",
        "application/json; charset=utf-8, JSON",
        "application/yaml, YAML",
        "text/x-yaml, YAML",
        "text/plain, UNKNOWN",
        ", UNKNOWN"
    })
    void knowsTheNotationByMediaType(String mediaType, Notation notation) {
        assertThat(Notation.ofMediaType(mediaType)).isEqualTo(notation);
    }
}
