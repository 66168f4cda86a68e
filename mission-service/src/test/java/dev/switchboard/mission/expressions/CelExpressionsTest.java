package dev.switchboard.mission.expressions;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import com.fasterxml.jackson.databind.ObjectMapper;
import dev.switchboard.mission.domain.Best;
import dev.switchboard.mission.domain.CallFacts;
import dev.switchboard.mission.domain.CallOutcome;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;
import dev.switchboard.mission.domain.Scopes;
import dev.switchboard.mission.domain.Settled;
import dev.switchboard.mission.domain.Target;
import dev.switchboard.mission.domain.TargetStatus;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class CelExpressionsTest {

    private static final CelExpressions CEL = new CelExpressions();

    private static final Target LAKEFRONT = new Target(
            "Lakefront Catering",
            "+13125550101",
            Optional.of("America/Chicago"),
            0,
            Optional.empty(),
            Map.of("party", "50"));

    @ParameterizedTest(name = "{0} is {1}")
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insight.price | 65
            insight.fee | 2.5
            string(insight.price) | 65
            string(insight.fee) | 2.5
            insight.price < 65.5 | true
            insight.price == 65.0 | true
            insight.fee < insight.price | true
            has(insight.missing) | false
            has(insight.missing) && insight.missing > 1 | false
            `insight.missing == 1 || true` | true
            insight.nothing == null | true
            insight.tags.exists(t, t == 'vip') | true
            size(insight.tags) | 2
            insight.nested.deep.value | 7
            target.name | Lakefront Catering
            target.phone | +13125550101
            target.timezone.startsWith('America/') | true
            target.variables.party | 50
            int(target.variables.party) * 2 | 100
            summary.contains('dessert') | true
            summary.matches('.*65.*') | true
            call.outcome | completed
            call.attempts | 2
            call.duration_secs > 60 | true
            call.conversation_id | conversation-1
            double(insight.price) * 1.5 | 97.5
            -insight.price | -65
            """)
    void evaluatesOverAResult(String source, String value) throws Exception {
        Expression expression = CEL.compile(source, ExpressionPlace.RANK_BY);

        assertThat(expression.evaluate(Scopes.ofResult(result()))).hasToString(value);
        assertThat(expression.source()).isEqualTo(source);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            insight.missing | 'insight.missing' has no value: there is no 'missing'
            insight.price / 0 | 'insight.price / 0' has no value: / by zero
            insight.price * 1.5 | 'insight.price * 1.5' has no value: '_*_' does not apply to these values
            double(insight.company) | 'double(insight.company)' has no value: For input string: "Lakefront"
            """)
    void failsWithTheReason(String source, String reason) throws Exception {
        Expression expression = CEL.compile(source, ExpressionPlace.RANK_BY);

        assertThatExceptionOfType(ExpressionFailedException.class)
                .isThrownBy(() -> expression.evaluate(Scopes.ofResult(result())))
                .withMessage(reason);
    }

    @Test
    void carriesNothingBeforeThereIsABest() throws Exception {
        Expression quote =
                CEL.compile("best == null ? '' : string(best.insight.per_person)", ExpressionPlace.NEGOTIATION_CARRY);
        Best best = new Best(LAKEFRONT, Map.of("per_person", 65), 65);

        assertThat(quote.evaluate(Scopes.ofCarry(LAKEFRONT, Optional.empty()))).isEqualTo("");
        assertThat(quote.evaluate(Scopes.ofCarry(LAKEFRONT, Optional.of(best)))).isEqualTo("65");
    }

    @Test
    void knowsTheTargetOfTheNextCall() throws Exception {
        Expression greeting = CEL.compile("'Hello ' + target.name", ExpressionPlace.NEGOTIATION_CARRY);

        assertThat(greeting.evaluate(Scopes.ofCarry(LAKEFRONT, Optional.empty())))
                .isEqualTo("Hello Lakefront Catering");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            RANK_BY | insight.price + | column 16: mismatched input '<EOF>'
            RANK_BY | best.insight.x | column 1: undeclared reference to 'best'; names here: target, insight, summary, call
            RANK_BY | results[0] | column 1: undeclared reference to 'results'; names here: target, insight, summary, call
            RANK_BY | summary + 1 | column 9: no such operation: '_+_' applied to '(string, int)'
            RANK_BY | insight | it yields map, not a number, text, or true or false
            RANK_BY | [1, 2] | it yields list, not a number, text, or true or false
            RANK_BY | call.attempt | 'call' has no 'attempt'; it has attempts, conversation_id, duration_secs, outcome
            RANK_BY | target.nmae | 'target' has no 'nmae'; it has name, phone, timezone, variables
            RANK_WHERE | 1 + 1 | it yields int, not true or false
            RANK_WHERE | 'yes' | it yields string, not true or false
            NEGOTIATION_OF | summary | it yields string, not a number
            NEGOTIATION_OF | insight.price > 1 | it yields bool, not a number
            NEGOTIATION_CARRY | insight.price | column 1: undeclared reference to 'insight'; names here: target, best
            NEGOTIATION_CARRY | best.price | 'best' has no 'price'; it has insight, target
            NEGOTIATION_CARRY | null | it yields null_type, not a number, text, or true or false
            """)
    void refusesWhatCannotStandThere(ExpressionPlace place, String source, String problem) {
        assertThatExceptionOfType(InvalidExpressionException.class)
                .isThrownBy(() -> CEL.compile(source, place))
                .withMessage(problem);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "   ", "\n", "\"", "if", "\u0000", "a(", "}{", "'\\x'"})
    void refusesWhatIsNoExpression(String source) {
        assertThatExceptionOfType(InvalidExpressionException.class)
                .isThrownBy(() -> CEL.compile(source, ExpressionPlace.RANK_BY));
    }

    @Test
    void boundsItsLengthAndNesting() {
        assertThatExceptionOfType(InvalidExpressionException.class)
                .isThrownBy(() -> CEL.compile("1" + "+1".repeat(3_000), ExpressionPlace.RANK_BY));
        assertThatExceptionOfType(InvalidExpressionException.class)
                .isThrownBy(() -> CEL.compile("(".repeat(200) + "1" + ")".repeat(200), ExpressionPlace.RANK_BY));
    }

    @Test
    void boundsItsSteps() throws Exception {
        Expression costly = CEL.compile(
                "insight.many.all(a, insight.many.all(b, insight.many.all(c, a + b + c >= 0)))",
                ExpressionPlace.RANK_WHERE);
        List<Integer> many = IntStream.range(0, 1_000).boxed().toList();

        assertThatExceptionOfType(ExpressionFailedException.class)
                .isThrownBy(() -> costly.evaluate(Map.of("insight", Map.of("many", many))))
                .withMessageEndingWith("it takes too many steps");
    }

    @Test
    void holdsOnlyIfItIsTrueOrFalse() throws Exception {
        Expression condition = CEL.compile("insight.price", ExpressionPlace.RANK_WHERE);

        assertThat(condition.holds(Map.of("insight", Map.of("price", true)))).isTrue();
        assertThatExceptionOfType(ExpressionFailedException.class)
                .isThrownBy(() -> condition.holds(Map.of("insight", Map.of("price", 1))))
                .withMessage("'insight.price' is neither true nor false");
    }

    @Test
    void isSharedByThreads() throws Exception {
        Expression expression = CEL.compile("insight.price * 2", ExpressionPlace.NEGOTIATION_OF);

        List<Boolean> right = IntStream.range(0, 2_000)
                .parallel()
                .mapToObj(n -> value(expression, n).equals(2L * n))
                .toList();

        assertThat(right).containsOnly(true);
    }

    private static Object value(Expression expression, int price) {
        try {
            return expression.evaluate(Map.of("insight", Map.of("price", price)));
        } catch (ExpressionFailedException e) {
            throw new AssertionError(e);
        }
    }

    private static Settled result() throws Exception {
        String insight = """
                {"price": 65, "fee": 2.5, "company": "Lakefront", "nothing": null,
                 "tags": ["vip", "new"], "nested": {"deep": {"value": 7}}}
                """;
        @SuppressWarnings("unchecked")
        Map<String, Object> values = new ObjectMapper().readValue(insight, Map.class);
        return new Settled(
                1,
                1,
                LAKEFRONT,
                TargetStatus.SUCCEEDED,
                Collections.unmodifiableMap(values),
                "Quoted 65 dollars with dessert.",
                new CallFacts(Optional.of(CallOutcome.COMPLETED), 2, 95, Optional.of("conversation-1")));
    }
}
