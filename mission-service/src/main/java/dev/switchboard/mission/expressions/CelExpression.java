package dev.switchboard.mission.expressions;

import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionFailedException;
import java.util.HashMap;
import java.util.Map;

/** One compiled expression. */
record CelExpression(String source, CelRuntime.Program program) implements Expression {

    @Override
    public Object evaluate(Map<String, Object> scope) throws ExpressionFailedException {
        Map<String, Object> values = new HashMap<>();
        scope.forEach((name, value) -> values.put(name, CelValues.toCel(value)));
        try {
            return CelValues.fromCel(program.eval(values));
        } catch (CelEvaluationException e) {
            throw new ExpressionFailedException("'" + source + "' has no value: " + reason(e));
        } catch (RuntimeException e) {
            // A function of the library that stumbles over an odd value is a failure of this expression, not of the
            // run.
            throw new ExpressionFailedException("'" + source + "' has no value: " + e.getMessage());
        }
    }

    private static String reason(CelEvaluationException failure) {
        String message = failure.getMessage() == null ? "it failed" : failure.getMessage();
        return message.replaceFirst("^evaluation error at <input>:[0-9]+: ", "")
                .replaceFirst("No matching overload for function '(\\S+?)'.*", "'$1' does not apply to these values")
                .replaceFirst("Iteration budget exceeded.*", "it takes too many steps")
                .replaceFirst("key '(.*)' is not present in map\\.?", "there is no '$1'");
    }
}
