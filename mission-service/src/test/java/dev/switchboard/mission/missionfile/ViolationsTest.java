package dev.switchboard.mission.missionfile;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Bad files, and exactly what is said about them. */
class ViolationsTest {

    private static final String PHONE = "text: an E.164 number such as \"+13125550101\"";
    private static final String TIME = "text: a time of day, HH:MM, such as \"09:00\"";
    private static final String DURATIONS = "text or a list: a duration such as 90s, 15m, 2h, 1d or 1bd (business day),"
            + " or several: 30m then 2h; the last one repeats";

    static Stream<Arguments> additions() {
        return Stream.of(
                bad(
                        "channel: sms_chat",
                        "$.text",
                        "nothing",
                        "'text', which channel sms_chat needs: the first message"),
                bad(
                        "channel: sms_chat\ntext: Hello\nplace_by: texml",
                        "$.place_by",
                        "\"texml\"",
                        "no 'place_by': it belongs to channel phone_call"),
                bad(
                        "channel: sms_chat\ntext: Hello\nvoicemail: hang_up",
                        "$.voicemail",
                        "\"hang_up\"",
                        "no 'voicemail': it belongs to channel phone_call"),
                bad("text: Hello", "$.text", "\"Hello\"", "no 'text': it belongs to channel sms_chat"),
                bad(
                        "stop_when: results",
                        "$.stop_when",
                        "\"results\"",
                        "a CEL expression; it yields list, not true or false"),
                bad(
                        "stop_when: insight.free",
                        "$.stop_when",
                        "\"insight.free\"",
                        "a CEL expression; column 1: undeclared reference to 'insight'; names here: results"),
                bad(
                        "rank: {by: insight.x, top: 2}",
                        "$.rank.top",
                        "2",
                        "at most 1, as many as there are to choose from"),
                bad(
                        "negotiation: {objective: minimize, of: insight.x}",
                        "$.negotiation",
                        "{\"objective\":\"minimize\",\"of\":\"insight.x\"}",
                        "no 'negotiation' in class sweep: it belongs to class negotiation"),
                bad(
                        "rounds: [{name: a, assistant: b, insight: c}]",
                        "$.rounds",
                        "[{\"name\":\"a\",\"assistant\":\"b\",\"insight\":\"c\"}]",
                        "no 'rounds' in class sweep: it belongs to class rounds"),
                bad(
                        "action: {until: 'true', act: {assistant: a, insight: b, confirmed: 'true'}}",
                        "$.action",
                        "{\"until\":\"true\",\"act\":{\"assistant\":\"a\",\"insight\":\"b\",\"confirmed\":\"true\"}}",
                        "no 'action' in class sweep: it belongs to class action"),
                bad("from: 3125550101", "$.from", "3125550101", PHONE),
                bad("from: \"+15551\"", "$.from", "\"+15551\"", PHONE),
                bad("from: \"+1312555010\"", "$.from", "\"+1312555010\"", Phones.POSSIBLE),
                bad(
                        "account: a b",
                        "$.account",
                        "\"a b\"",
                        "text: a word of letters, digits, hyphens and underscores, at most 63 characters"),
                bad("recipients: robots", "$.recipients", "\"robots\"", "one of automated, service, professional"),
                bad(
                        "recipient: service",
                        "$.recipient",
                        "\"service\"",
                        "a known key (account, action, approval, assistant, calling_window, channel, class, from,"
                                + " insight, instructions, limits, memory, name, negotiation, place_by, rank, recipients, request, retry,"
                                + " rounds, stop_when, targets, text, variables, voicemail); did you mean 'recipients'?"),
                bad(
                        "limits: {concurent_calls: 3}",
                        "$.limits.concurent_calls",
                        "3",
                        "a known key (budget_usd, calls_per_second, concurrent_calls, deadline);"
                                + " did you mean 'concurrent_calls'?"),
                bad(
                        "limits: {zzz: 3}",
                        "$.limits.zzz",
                        "3",
                        "a known key (budget_usd, calls_per_second, concurrent_calls, deadline)"),
                bad("limits: {concurrent_calls: 0}", "$.limits.concurrent_calls", "0", "at least 1"),
                bad("limits: {concurrent_calls: 1.5}", "$.limits.concurrent_calls", "1.5", "a whole number"),
                bad("limits: {calls_per_second: 0}", "$.limits.calls_per_second", "0", "more than 0"),
                bad("limits: {budget_usd: -1}", "$.limits.budget_usd", "-1", "more than 0"),
                bad(
                        "limits: {deadline: tomorrow}",
                        "$.limits.deadline",
                        "\"tomorrow\"",
                        "an instant such as 2026-03-03T17:00:00Z, or a duration such as 90s, 15m, 2h, 1d or 1bd"
                                + " (business day) counted from the creation"),
                bad("retry: {busy: {max: -1}}", "$.retry.busy.max", "-1", "at least 0"),
                bad("retry: {busy: {max: 1, after: 15x}}", "$.retry.busy.after", "\"15x\"", DURATIONS),
                bad(
                        "retry: {busy: {max: 1, after: [15m, 0h]}}",
                        "$.retry.busy.after[1]",
                        "\"0h\"",
                        "text: a duration such as 90s, 15m, 2h, 1d or 1bd (business day)"),
                bad(
                        "retry: {canceled: {max: 1}}",
                        "$.retry.canceled",
                        "{\"max\":1}",
                        "a known key (busy, empty_insight, failed, no_answer, voicemail)"),
                bad("calling_window: {from: 9:00, to: \"17:00\"}", "$.calling_window.from", "\"9:00\"", TIME),
                bad("calling_window: {from: \"09:00\", to: \"24:00\"}", "$.calling_window.to", "\"24:00\"", TIME),
                bad("calling_window: {from: \"09:00\"}", "$.calling_window.to", "nothing", TIME + " (required)"),
                bad(
                        "calling_window: {days: [monday], from: \"09:00\", to: \"17:00\"}",
                        "$.calling_window.days[0]",
                        "\"monday\"",
                        "one of mon, tue, wed, thu, fri, sat, sun"),
                bad(
                        "calling_window: {days: [mon, mon], from: \"09:00\", to: \"17:00\"}",
                        "$.calling_window.days",
                        "[\"mon\",\"mon\"]",
                        "no entry twice"),
                bad(
                        "calling_window: {from: \"09:00\", to: \"17:00\", timezone: CST6}",
                        "$.calling_window.timezone",
                        "\"CST6\"",
                        "recipient, or an IANA zone such as America/Chicago"),
                bad("place_by: fax", "$.place_by", "\"fax\"", "one of scheduled_event, call_control, texml"),
                bad("voicemail: beep", "$.voicemail", "\"beep\"", "one of continue, hang_up, leave_message"),
                bad("voicemail: {leave_message: ''}", "$.voicemail.leave_message", "\"\"", "text that is not empty"),
                bad("variables: {a: [1]}", "$.variables.a", "[1]", "text or a number or true or false"),
                bad("variables: {'': x}", "$.variables", "{\"\":\"x\"}", "keys that are not empty"),
                bad(
                        "rank: {by: insight.}",
                        "$.rank.by",
                        "\"insight.\"",
                        "a CEL expression; column 9: no viable alternative at input '.'"),
                bad(
                        "rank: {by: best.x}",
                        "$.rank.by",
                        "\"best.x\"",
                        "a CEL expression; column 1: undeclared reference to 'best';"
                                + " names here: target, insight, summary, call"),
                bad(
                        "rank: {where: '1', by: insight.x}",
                        "$.rank.where",
                        "\"1\"",
                        "a CEL expression; it yields int, not true or false"),
                bad(
                        "rank: {by: insight.x, then: [{by: '['}]}",
                        "$.rank.then[0].by",
                        "\"[\"",
                        "a CEL expression; column 2: mismatched input '<EOF>'"),
                bad("rank: {by: insight.x, order: down}", "$.rank.order", "\"down\"", "one of asc, desc"),
                bad("rank: {by: insight.x, top: 0}", "$.rank.top", "0", "at least 1"),
                bad("rank: {order: asc}", "$.rank.by", "nothing", "text: a CEL expression (required)"),
                bad(
                        "insight: {name: a, instructions: b}",
                        "$.insight.json_schema",
                        "nothing",
                        "a map: a JSON Schema of type object (required)"),
                bad(
                        "insight: {name: a, instructions: b, json_schema: {type: string}}",
                        "$.insight.json_schema.type",
                        "\"string\"",
                        "\"object\": an insight is a map"),
                bad(
                        "insight: {name: a, instructions: b, json_schema: {type: object, properties: {x: {type: text}}}}",
                        "$.insight.json_schema.properties.x.type",
                        "\"text\"",
                        "what JSON Schema allows here (draft 2020-12)"),
                bad(
                        "insight: {name: a, instructions: b, json_schema: {type: object, $ref: 'other.json'}}",
                        "$.insight.json_schema['$ref']",
                        "\"other.json\"",
                        "a reference within the schema, such as #/$defs/price"),
                bad(
                        "targets2: x",
                        "$.targets2",
                        "\"x\"",
                        "a known key (account, action, approval, assistant, calling_window, channel, class, from,"
                                + " insight, instructions, limits, memory, name, negotiation, place_by, rank, recipients, request, retry,"
                                + " rounds, stop_when, targets, text, variables, voicemail); did you mean 'targets'?"));
    }

    private static Arguments bad(String addition, String path, String value, String expectation) {
        return Arguments.of(addition, new Violation(path, value, expectation));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("additions")
    void ofASweepWithOneThingWrong(String addition, Violation violation) {
        assertThat(MissionTexts.read(MissionTexts.SWEEP + addition + "\n").problems())
                .containsExactly(violation);
    }

    static Stream<Arguments> targets() {
        return Stream.of(
                bad("[]", "$.targets", "[]", "at least 1 entry"),
                bad("none", "$.targets", "\"none\"", "a list or a map: a list of targets, or {csv: FILE}"),
                bad("[{name: A}]", "$.targets[0].phone", "nothing", PHONE + " (required)"),
                bad("[{name: A, phone: 13125550101}]", "$.targets[0].phone", "13125550101", PHONE),
                bad("[{name: A, phone: \"+1 312 555 0101\"}]", "$.targets[0].phone", "\"+1 312 555 0101\"", PHONE),
                bad("[{name: A, phone: \"+99999999999\"}]", "$.targets[0].phone", "\"+99999999999\"", Phones.POSSIBLE),
                bad(
                        "[{name: A, phone: \"+13125550101\"}, {name: B, phone: \"+13125550101\"}]",
                        "$.targets[1].phone",
                        "\"+13125550101\"",
                        "each number only once; $.targets[0] has it already"),
                bad("[{name: '', phone: \"+13125550101\"}]", "$.targets[0].name", "\"\"", "text that is not empty"),
                bad(
                        "[{name: A, phone: \"+13125550101\", timezone: Chicago}]",
                        "$.targets[0].timezone",
                        "\"Chicago\"",
                        "an IANA zone such as America/Chicago"),
                bad(
                        "[{name: A, phone: \"+13125550101\", priority: high}]",
                        "$.targets[0].priority",
                        "\"high\"",
                        "a whole number"),
                bad(
                        "[{name: A, phone: \"+13125550101\", strength: strong}]",
                        "$.targets[0].strength",
                        "\"strong\"",
                        "a number"),
                bad(
                        "[{name: A, phone: \"+13125550101\", phon: 1}]",
                        "$.targets[0].phon",
                        "1",
                        "a known key (name, phone, priority, strength, timezone, variables); did you mean 'phone'?"),
                bad("[A]", "$.targets[0]", "\"A\"", "a map"),
                bad(
                        "{file: x.csv}",
                        "$.targets.csv",
                        "nothing",
                        "text: a file with the header name,phone[,timezone,priority,strength]; other columns become"
                                + " variables; several lines are taken as the text itself (required)"),
                bad(
                        "{csv: x.csv}",
                        "$.targets.csv",
                        "\"x.csv\"",
                        "readable CSV: files of the sender cannot be read here; put the CSV text itself under 'csv'"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("targets")
    void ofTargets(String targets, Violation violation) {
        String text = "name: Sweep\nclass: sweep\nassistant: assistant-1\ntargets: " + targets + "\n";

        assertThat(MissionTexts.read(text).problems()).contains(violation);
    }

    static Stream<Arguments> negotiations() {
        return Stream.of(
                bad("request: none", "$.negotiation", "nothing", "'negotiation', which class negotiation needs"),
                bad(
                        "negotiation: {objective: minimize, of: insight.x}\nlimits: {concurrent_calls: 2}",
                        "$.limits.concurrent_calls",
                        "2",
                        "at most 1 in class negotiation: one call at a time"),
                bad(
                        "negotiation: {objective: cheapest, of: insight.x}",
                        "$.negotiation.objective",
                        "\"cheapest\"",
                        "one of minimize, maximize"),
                bad(
                        "negotiation: {objective: minimize, of: summary}",
                        "$.negotiation.of",
                        "\"summary\"",
                        "a CEL expression; it yields string, not a number"),
                bad(
                        "negotiation: {objective: minimize}",
                        "$.negotiation.of",
                        "nothing",
                        "text: a CEL expression (required)"),
                bad(
                        "negotiation: {objective: minimize, of: insight.x, carry: {quote: insight.x}}",
                        "$.negotiation.carry.quote",
                        "\"insight.x\"",
                        "a CEL expression; column 1: undeclared reference to 'insight'; names here: target, best"),
                bad(
                        "negotiation: {objective: minimize, of: insight.x, carry: {'the quote': best.x}}",
                        "$.negotiation.carry['the quote']",
                        "\"best.x\"",
                        "a CEL expression; 'best' has no 'x'; it has insight, target"),
                bad(
                        "negotiation: {objective: minimize, of: insight.x, order: strongest_first}",
                        "$.negotiation.order",
                        "\"strongest_first\"",
                        "one of as_listed, weakest_first"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("negotiations")
    void ofANegotiation(String addition, Violation violation) {
        assertThat(MissionTexts.read(MissionTexts.NEGOTIATION + addition + "\n").problems())
                .containsExactly(violation);
    }

    static Stream<Arguments> classes() {
        String act = "act: {assistant: a, insight: b, confirmed: insight.ok}";
        return Stream.of(
                in(MissionTexts.SCREENING, "request: none", "$.rank", "nothing", "'rank', which class screening needs"),
                in(
                        MissionTexts.NEGOTIATION,
                        "negotiation: {objective: minimize, of: insight.x}\nstop_when: size(results) > 2",
                        "$.stop_when",
                        "\"size(results) > 2\"",
                        "no 'stop_when' in class negotiation: it belongs to class screening, sweep"),
                in(MissionTexts.ACTION, "request: none", "$.action", "nothing", "'action', which class action needs"),
                in(
                        MissionTexts.ACTION,
                        "action: {" + act + "}",
                        "$.action.until",
                        "nothing",
                        "text: a CEL expression (required)"),
                in(MissionTexts.ACTION, "action: {until: insight.free}", "$.action.act", "nothing", "a map (required)"),
                in(
                        MissionTexts.ACTION,
                        "action: {until: insight.free, act: {assistant: a, insight: b}}",
                        "$.action.act.confirmed",
                        "nothing",
                        "text: a CEL expression (required)"),
                in(
                        MissionTexts.ACTION,
                        "action: {until: insight.free, " + act + ", expand: [{name: B, phone: \"+13125550101\"}]}",
                        "$.action.expand[0].phone",
                        "\"+13125550101\"",
                        "each number only once; $.targets[0] has it already"),
                in(
                        MissionTexts.ACTION,
                        "action: {until: insight.free, " + act + ", expand: [{name: B, phone: \"12\"}]}",
                        "$.action.expand[0].phone",
                        "\"12\"",
                        PHONE),
                in(
                        MissionTexts.ACTION,
                        "action: {until: '1', " + act + "}",
                        "$.action.until",
                        "\"1\"",
                        "a CEL expression; it yields int, not true or false"),
                in(MissionTexts.ROUNDS, "request: none", "$.rounds", "nothing", "'rounds', which class rounds needs"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "advance: {top: 1}") + rounds("b", ""),
                        "$.rounds[0].advance.by",
                        "nothing",
                        "text: a CEL expression (required)"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "advance: {by: insight.x, top: 3}") + rounds("b", ""),
                        "$.rounds[0].advance.top",
                        "3",
                        "at most 2, as many as there are to choose from"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "advance: {by: insight.x, top: 1}") + rounds("b", "")
                                + "\nrank: {by: insight.y, top: 2}",
                        "$.rank.top",
                        "2",
                        "at most 1, as many as there are to choose from"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "") + rounds("b", ""),
                        "$.rounds[0].advance",
                        "nothing",
                        "'advance', which every round but the last needs"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "advance: {by: insight.x, top: 1}"),
                        "$.rounds[0].advance",
                        "{\"by\":\"insight.x\",\"top\":1}",
                        "no 'advance' in the last round: nobody advances from it"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "advance: {by: insight.x, top: 1}") + rounds("A", ""),
                        "$.rounds[1].name",
                        "\"A\"",
                        "a name of its own; round 1 has it already"),
                in(
                        MissionTexts.ROUNDS,
                        "assistant: x\n" + rounds("a", ""),
                        "$.assistant",
                        "\"x\"",
                        "no 'assistant' in class rounds: it belongs to class action, negotiation, screening, sweep"),
                in(
                        MissionTexts.ROUNDS,
                        rounds("a", "")
                                .replace(
                                        "insight: i",
                                        "insight: {name: i, instructions: i, json_schema: {type: string}}"),
                        "$.rounds[0].insight.json_schema.type",
                        "\"string\"",
                        "\"object\": an insight is a map"));
    }

    private static String rounds(String name, String more) {
        return (name.equals("a") ? "rounds:\n" : "\n") + "  - {name: " + name + ", assistant: x, insight: i"
                + (more.isEmpty() ? "" : ", " + more) + "}";
    }

    private static Arguments in(String mission, String addition, String path, String value, String expectation) {
        return Arguments.of(mission + addition, new Violation(path, value, expectation));
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("classes")
    void ofAClassThatContradictsItself(String text, Violation violation) {
        assertThat(MissionTexts.read(text + "\n").problems()).containsExactly(violation);
    }

    @Test
    void nameEveryContradictionAtOnce() {
        String text = MissionTexts.ROUNDS
                + rounds("a", "")
                + rounds("a b", "advance: {by: insight., top: 9}")
                + rounds("a-b", "advance: {by: insight.x, top: 1}");

        assertThat(MissionTexts.read(text + "\n").problems())
                .extracting(Violation::path)
                .containsExactlyInAnyOrder(
                        "$.rounds[0].advance",
                        "$.rounds[1].advance.by",
                        "$.rounds[1].advance.top",
                        "$.rounds[2].name",
                        "$.rounds[2].advance");
    }

    static Stream<Arguments> unreadable() {
        return Stream.of(
                bad("", "$", "null", "a map: the keys of a mission file"),
                bad("42", "$", "42", "a map: the keys of a mission file"),
                bad("[1, 2]", "$", "[1,2]", "a map: the keys of a mission file"),
                bad(
                        "name: a\nname: b\n",
                        "$.name",
                        "the key 'name' a second time",
                        "each key only once (line 2, column 1)"),
                bad(
                        "limits:\n  deadline: 1d\n  deadline: 2d\n",
                        "$.limits.deadline",
                        "the key 'deadline' a second time",
                        "each key only once (line 3, column 3)"),
                bad(
                        "name: a\n class: b\n",
                        "$",
                        "class: b",
                        "YAML; line 2, column 7: mapping values are not allowed here"),
                bad(
                        "{\"name\": \"a\",\n \"name\": \"b\"}",
                        "$",
                        "\"name\": \"b\"}",
                        "JSON; line 2, column 8: Duplicate field 'name'"),
                bad(
                        "base: &base {a: 1}\nlimits: {<<: *base}\n",
                        "$.limits['<<']",
                        "a merge key",
                        "the keys themselves: merge keys are not part of YAML 1.2 (line 2, column 10)"),
                bad("a: !secret x\n", "$.a", "!secret", "a value without a YAML tag (line 1, column 4)"),
                bad("? [a]\n: b\n", "$", "a list or map as a key", "keys that are text (line 1, column 3)"));
    }

    @ParameterizedTest(name = "{0}")
    @MethodSource("unreadable")
    void ofTextThatIsNoMissionFile(String text, Violation violation) {
        assertThat(MissionTexts.read(text).problems()).containsExactly(violation);
    }

    @Test
    void ofAnInsightSchemaThatCannotBeUsed() {
        String text = MissionTexts.SWEEP
                + "insight: {name: a, instructions: b, json_schema: {type: object, properties: {x: {pattern: '('}}}}";

        assertThat(MissionTexts.read(text).problems()).singleElement().satisfies(violation -> {
            assertThat(violation.path()).isEqualTo("$.insight.json_schema");
            assertThat(violation.expectation()).startsWith("a JSON Schema that can be used: ");
        });
    }

    @Test
    void ofAnInlineAssistantThatCannotSpeak() {
        String text = MissionTexts.SWEEP.replace("assistant: assistant-1", "assistant: {name: Scout}");

        assertThat(MissionTexts.read(text).problems())
                .containsExactly(new Violation("$.assistant.instructions", "nothing", "text (required)"));
    }

    @Test
    void ofAClassNobodyKnows() {
        assertThat(MissionTexts.read(MissionTexts.SWEEP.replace("class: sweep", "class: broom"))
                        .problems())
                .containsExactly(
                        new Violation("$.class", "\"broom\"", "one of action, negotiation, rounds, screening, sweep"));
        assertThat(MissionTexts.read(MissionTexts.SWEEP.replace("class: sweep\n", ""))
                        .problems())
                .containsExactly(
                        new Violation("$.class", "nothing", "one of action, negotiation, rounds, screening, sweep"));
    }

    @Test
    void showAtMostEightyCharactersOfWhatWasFound() {
        String value = "x".repeat(500);

        assertThat(MissionTexts.read(MissionTexts.SWEEP + "recipients: " + value)
                        .problems())
                .singleElement()
                .satisfies(
                        violation -> assertThat(violation.value()).hasSize(80).endsWith("…"));
    }

    @Test
    void readAsOneLine() {
        assertThat(new Violation("$.limits.concurrent_calls", "0", "at least 1"))
                .hasToString("$.limits.concurrent_calls: found 0, expected at least 1");
    }
}
