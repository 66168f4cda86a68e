package dev.switchboard.scheduler.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.calling.Outcome;
import dev.switchboard.scheduler.domain.Command.Kind;
import dev.switchboard.scheduler.domain.Command.State;
import java.time.Duration;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.Size;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.EnumSource;

class LiveCallTest {

    private static final Instant NOW = Instant.parse("2026-03-02T16:00:00Z");
    private static final LiveCall.Patience PATIENCE =
            new LiveCall.Patience(Duration.ofSeconds(12), Duration.ofSeconds(45), Duration.ofSeconds(90));

    /** Every rule and every fact, for a call of which nothing else is known. Seconds until a command is due; - for never. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "CONTINUE,      ANSWERED,          START_ASSISTANT 0",
        "CONTINUE,      PERSON,            START_ASSISTANT 0",
        "CONTINUE,      MACHINE,           nothing",
        "CONTINUE,      FAX,               nothing",
        "CONTINUE,      GREETING_OVER,     nothing",
        "CONTINUE,      SPOKEN,            nothing",
        "HANG_UP,       ANSWERED,          START_ASSISTANT 12",
        "HANG_UP,       PERSON,            START_ASSISTANT 0",
        "HANG_UP,       MACHINE,           HANG_UP 0; START_ASSISTANT -",
        "HANG_UP,       FAX,               HANG_UP 0; LEAVE_MESSAGE -; START_ASSISTANT -",
        "HANG_UP,       GREETING_OVER,     HANG_UP 0; START_ASSISTANT -",
        "HANG_UP,       SPOKEN,            nothing",
        "LEAVE_MESSAGE, ANSWERED,          START_ASSISTANT 12",
        "LEAVE_MESSAGE, PERSON,            START_ASSISTANT 0",
        "LEAVE_MESSAGE, MACHINE,           HANG_UP 135; LEAVE_MESSAGE 45; START_ASSISTANT -",
        "LEAVE_MESSAGE, FAX,               HANG_UP 0; LEAVE_MESSAGE -; START_ASSISTANT -",
        "LEAVE_MESSAGE, GREETING_OVER,     HANG_UP 90; LEAVE_MESSAGE 0; START_ASSISTANT -",
        "LEAVE_MESSAGE, SPOKEN,            nothing",
    })
    void whatFollowsFromWhatIsHeard(MachineRule rule, Heard heard, String expected) {
        assertThat(described(untouched(rule).after(heard, NOW, PATIENCE))).isEqualTo(expected);
    }

    @Test
    void theTableAboveNamesEveryRuleAndEveryFact() throws NoSuchMethodException {
        String[] rows = LiveCallTest.class
                .getDeclaredMethod("whatFollowsFromWhatIsHeard", MachineRule.class, Heard.class, String.class)
                .getAnnotation(CsvSource.class)
                .value();
        Set<String> named = Arrays.stream(rows)
                .map(row -> row.split(",")[0].strip() + " " + row.split(",")[1].strip())
                .collect(Collectors.toSet());
        Set<String> all = Stream.of(MachineRule.values())
                .flatMap(rule -> Stream.of(Heard.values()).map(heard -> rule + " " + heard))
                .collect(Collectors.toSet());

        assertThat(named).isEqualTo(all);
    }

    /** Every fact once the assistant talks: two voices never share a line, and a machine that was to be hung up on is. */
    @ParameterizedTest(name = "{0} {1}")
    @CsvSource({
        "CONTINUE,      MACHINE,       START_ASSISTANT 0",
        "HANG_UP,       MACHINE,       HANG_UP 0; START_ASSISTANT 0",
        "HANG_UP,       GREETING_OVER, HANG_UP 0; START_ASSISTANT 0",
        "LEAVE_MESSAGE, MACHINE,       START_ASSISTANT 0",
        "LEAVE_MESSAGE, GREETING_OVER, START_ASSISTANT 0",
        "LEAVE_MESSAGE, FAX,           HANG_UP 0; LEAVE_MESSAGE -; START_ASSISTANT 0",
        "LEAVE_MESSAGE, PERSON,        START_ASSISTANT 0",
        "LEAVE_MESSAGE, ANSWERED,      START_ASSISTANT 0",
    })
    void whatFollowsOnceTheAssistantTalks(MachineRule rule, Heard heard, String expected) {
        LiveCall talking = new LiveCall(rule, Map.of(Kind.START_ASSISTANT, command(Kind.START_ASSISTANT, State.DONE)));

        assertThat(described(talking.after(heard, NOW, PATIENCE))).isEqualTo(expected);
    }

    @ParameterizedTest
    @CsvSource({"SPOKEN, HANG_UP 0; LEAVE_MESSAGE 0", "GREETING_OVER, HANG_UP 90; LEAVE_MESSAGE 0; START_ASSISTANT -"})
    void whatFollowsOnceTheMessageIsBeingLeft(Heard heard, String expected) {
        LiveCall speaking = new LiveCall(
                MachineRule.LEAVE_MESSAGE, Map.of(Kind.LEAVE_MESSAGE, command(Kind.LEAVE_MESSAGE, State.SENT)));

        assertThat(described(speaking.after(heard, NOW, PATIENCE))).isEqualTo(expected);
    }

    @Property
    void neverTalksAndLeavesAMessage(
            @ForAll MachineRule rule, @ForAll @Size(max = 12) List<Heard> heard, @ForAll boolean sendsAtOnce) {
        LiveCall call = untouched(rule);
        for (Heard fact : heard) {
            call = call.after(fact, NOW, PATIENCE);
            call = sendsAtOnce ? sent(call) : call;
        }
        assertThat(live(call, Kind.START_ASSISTANT) && live(call, Kind.LEAVE_MESSAGE))
                .isFalse();
        assertThat(live(call, Kind.LEAVE_MESSAGE)).isIn(false, rule == MachineRule.LEAVE_MESSAGE);
    }

    @Property
    void aRepeatedFactChangesNothing(@ForAll MachineRule rule, @ForAll @Size(max = 6) List<Heard> heard) {
        LiveCall once = untouched(rule);
        LiveCall twice = untouched(rule);
        for (Heard fact : heard) {
            once = once.after(fact, NOW, PATIENCE);
            twice = twice.after(fact, NOW, PATIENCE).after(fact, NOW, PATIENCE);
        }
        assertThat(twice.commands()).isEqualTo(once.commands());
    }

    @Property
    void aMachineIsNeverGreetedByTheAssistantWhateverComesFirst(@ForAll boolean answeredFirst) {
        LiveCall call = untouched(MachineRule.HANG_UP);
        for (Heard fact :
                answeredFirst ? List.of(Heard.ANSWERED, Heard.MACHINE) : List.of(Heard.MACHINE, Heard.ANSWERED)) {
            call = call.after(fact, NOW, PATIENCE);
        }
        assertThat(live(call, Kind.START_ASSISTANT)).isFalse();
    }

    @ParameterizedTest
    @EnumSource(value = Kind.class, names = "HANG_UP", mode = EnumSource.Mode.EXCLUDE)
    void aCallWhoseCommandFailsIsHungUp(Kind kind) {
        LiveCall call = new LiveCall(MachineRule.HANG_UP, Map.of(kind, command(kind, State.SENT)));

        LiveCall after = call.with(call.commands().get(kind).givenUp(), NOW);

        assertThat(after.commands().get(Kind.HANG_UP).dueAt()).isEqualTo(NOW);
    }

    @Test
    void aCallThatNobodySpokeOnHasFailed() {
        assertThat(untouched(MachineRule.HANG_UP).outcome(Outcome.COMPLETED, false))
                .isEqualTo(Outcome.FAILED);
        assertThat(untouched(MachineRule.HANG_UP).outcome(Outcome.COMPLETED, true))
                .isEqualTo(Outcome.COMPLETED);
        assertThat(untouched(MachineRule.HANG_UP).outcome(Outcome.BUSY, false)).isEqualTo(Outcome.BUSY);
        assertThat(new LiveCall(
                                MachineRule.HANG_UP,
                                Map.of(Kind.START_ASSISTANT, command(Kind.START_ASSISTANT, State.SENT)))
                        .outcome(Outcome.COMPLETED, false))
                .isEqualTo(Outcome.COMPLETED);
    }

    @Test
    void aMessageIsNotSentAgainOnceTelnyxHasForgottenIt() {
        Command message = new Command(Kind.LEAVE_MESSAGE, State.SENT, NOW, Optional.of(NOW), 1);

        assertThat(message.mayBeSent(NOW.plusSeconds(49))).isTrue();
        assertThat(message.mayBeSent(NOW.plusSeconds(50))).isFalse();
        assertThat(new Command(Kind.HANG_UP, State.SENT, NOW, Optional.of(NOW), 1).mayBeSent(NOW.plusSeconds(500)))
                .isTrue();
    }

    private static LiveCall untouched(MachineRule rule) {
        return new LiveCall(rule, Map.of());
    }

    private static Command command(Kind kind, State state) {
        return new Command(kind, state, NOW, Optional.of(NOW), 1);
    }

    private static LiveCall sent(LiveCall call) {
        LiveCall next = call;
        for (Command command : call.commands().values()) {
            if (command.state() == State.WAITING && !command.dueAt().isAfter(NOW)) {
                next = next.with(command.done(), NOW);
            }
        }
        return next;
    }

    private static boolean live(LiveCall call, Kind kind) {
        return call.commands().containsKey(kind) && call.commands().get(kind).state() != State.DROPPED;
    }

    private static String described(LiveCall call) {
        String all = call.commands().values().stream()
                .map(LiveCallTest::described)
                .sorted()
                .collect(Collectors.joining("; "));
        return all.isEmpty() ? "nothing" : all;
    }

    private static String described(Command command) {
        return command.kind() + " "
                + (command.state() == State.DROPPED
                        ? "-"
                        : Duration.between(NOW, command.dueAt()).toSeconds());
    }
}
