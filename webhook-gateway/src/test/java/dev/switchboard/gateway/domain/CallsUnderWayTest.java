package dev.switchboard.gateway.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.switchboard.gateway.domain.CallUnderWay.Line;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import net.jqwik.api.ForAll;
import net.jqwik.api.Property;
import net.jqwik.api.constraints.IntRange;
import org.junit.jupiter.api.Test;

class CallsUnderWayTest {

    private static final String UNSAID = "";

    private final CallsUnderWay calls = new CallsUnderWay(100, 10_000, 100);

    @Test
    void knowsACallUntilItsAttemptEnds() {
        CallUnderWay call = call(1);
        calls.began(call);
        assertThat(calls.of(call.line(), "v3:any")).contains(call.beginning());

        calls.attemptEnded(call.callId(), call.attemptId());

        assertThat(calls.of(call.line(), "v3:any")).isEmpty();
        assertThat(calls.size()).isZero();
    }

    @Test
    void knowsTheLatestAttemptOnly() {
        CallUnderWay first = call(1);
        CallUnderWay second = another(first, 2);

        calls.began(first);
        calls.began(second);
        calls.attemptEnded(first.callId(), first.attemptId());
        calls.began(first);

        assertThat(calls.of(first.line(), UNSAID)).contains(second.beginning());
        assertThat(calls.size()).isEqualTo(1);
    }

    @Test
    void anEndThatIsHeardOfFirstCounts() {
        CallUnderWay call = call(1);
        CallUnderWay abandoned = call(2);

        calls.attemptEnded(call.callId(), call.attemptId());
        calls.callEnded(abandoned.callId());
        calls.began(call);
        calls.began(abandoned);

        assertThat(calls.size()).isZero();
    }

    @Test
    void forgetsACallThatIsGivenUp() {
        CallUnderWay call = call(1);
        calls.began(call);

        calls.callEnded(call.callId());

        assertThat(calls.of(call.line(), UNSAID)).isEmpty();
    }

    @Test
    void tellsCallsOnOneLineApartByTheirControlIdOrNotAtAll() {
        CallUnderWay dialled = on(line(1), Optional.of("v3:a"));
        CallUnderWay other = on(line(1), Optional.of("v3:b"));
        CallUnderWay scheduled = on(line(1), Optional.empty());
        List.of(dialled, other, scheduled).forEach(calls::began);

        assertThat(calls.of(line(1), "v3:a")).contains(dialled.beginning());
        assertThat(calls.of(line(1), "v3:b")).contains(other.beginning());
        assertThat(calls.of(line(1), "v3:c")).contains(scheduled.beginning());

        calls.began(on(line(1), Optional.empty()));

        assertThat(calls.of(line(1), "v3:c")).as("one of two").isEmpty();
        assertThat(calls.of(line(1), "v3:a")).contains(dialled.beginning());
    }

    @Property(tries = 200)
    void holdsTheLatestAndNeverMoreThanItMay(
            @ForAll @IntRange(min = 1, max = 10) int most, @ForAll @IntRange(max = 40) int begun) {
        int size = call(1).beginning().size();
        CallsUnderWay byCount = new CallsUnderWay(most, Long.MAX_VALUE, 100);
        CallsUnderWay bySize = new CallsUnderWay(Integer.MAX_VALUE, (long) most * size, 100);

        for (int i = 1; i <= begun; i++) {
            byCount.began(call(i));
            bySize.began(call(i));
        }

        for (CallsUnderWay bounded : List.of(byCount, bySize)) {
            assertThat(bounded.size()).isEqualTo(Math.min(most, begun));
            for (int i = Math.max(1, begun - most + 1); i <= begun; i++) {
                assertThat(bounded.of(line(i), UNSAID)).isPresent();
            }
        }
    }

    private static CallUnderWay call(int number) {
        return new CallUnderWay(
                new UUID(1, number), new UUID(2, number), 1, line(number), Optional.empty(), beginning("x"));
    }

    private static CallUnderWay another(CallUnderWay first, int attempt) {
        return new CallUnderWay(
                first.callId(), new UUID(3, attempt), attempt, first.line(), Optional.empty(), beginning("again"));
    }

    private static CallUnderWay on(Line line, Optional<String> controlId) {
        UUID id = UUID.randomUUID();
        return new CallUnderWay(id, UUID.randomUUID(), 1, line, controlId, beginning(id.toString()));
    }

    private static Line line(int number) {
        return new Line("default", "assistant-1", "+13125550100", "+1312555" + number);
    }

    private static Beginning beginning(String mark) {
        return new Beginning(Map.of("mark", mark), Optional.empty(), List.of(), Map.of());
    }
}
