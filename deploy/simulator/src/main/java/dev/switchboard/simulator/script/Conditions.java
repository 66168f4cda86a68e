package dev.switchboard.simulator.script;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import java.util.AbstractMap;
import java.util.Map;
import java.util.Set;
import java.util.logging.Level;
import java.util.logging.Logger;

/**
 * Compiles {@code when} expressions. Touched only by scripts that have one, because the expression language takes
 * longer to load than the rest of the simulator.
 */
final class Conditions {

    private static final Logger LOG = Logger.getLogger(Conditions.class.getName());
    private static final CelOptions OPTIONS =
            CelOptions.current().enableHeterogeneousNumericComparisons(true).build();

    private final CelCompiler compiler = CelCompilerFactory.standardCelCompilerBuilder()
            .setOptions(OPTIONS)
            .addVar("vars", MapType.create(SimpleType.STRING, SimpleType.STRING))
            .addVar("attempt", SimpleType.INT)
            .addVar("assistant", SimpleType.STRING)
            .setResultType(SimpleType.BOOL)
            .build();
    private final CelRuntime runtime =
            CelRuntimeFactory.standardCelRuntimeBuilder().setOptions(OPTIONS).build();

    /** @throws ScriptProblem if the expression is not a boolean CEL expression over vars, attempt and assistant */
    ScriptEntry.Condition compile(String path, String expression) {
        try {
            CelAbstractSyntaxTree tree = compiler.compile(expression).getAst();
            CelRuntime.Program program = runtime.createProgram(tree);
            return (vars, attempt, assistant) -> holds(program, path, vars, attempt, assistant);
        } catch (CelValidationException | CelEvaluationException e) {
            String reason = e.getMessage().lines().findFirst().orElse("");
            throw new ScriptProblem(
                    path,
                    "\"" + expression + "\"",
                    "a boolean CEL expression over vars, attempt, assistant: " + reason);
        }
    }

    /** An expression that fails on this call's values (such as {@code double('')}) does not hold. */
    private static boolean holds(
            CelRuntime.Program program, String path, Map<String, String> vars, int attempt, String assistant) {
        try {
            return (Boolean) program.eval(
                    Map.of("vars", new VarsOrEmpty(vars), "attempt", (long) attempt, "assistant", assistant));
        } catch (CelEvaluationException e) {
            LOG.log(Level.FINE, e, () -> path + " cannot be evaluated");
            return false;
        }
    }

    /** A variable nobody set reads as the empty string. */
    private static final class VarsOrEmpty extends AbstractMap<String, String> {

        private final Map<String, String> vars;

        VarsOrEmpty(Map<String, String> vars) {
            this.vars = vars;
        }

        @Override
        public String get(Object key) {
            return vars.getOrDefault(key, "");
        }

        @Override
        public boolean containsKey(Object key) {
            return true;
        }

        @Override
        public Set<Entry<String, String>> entrySet() {
            return vars.entrySet();
        }
    }
}
