package dev.switchboard.mission.expressions;

import dev.cel.common.CelIssue;
import dev.cel.common.CelOptions;
import dev.cel.common.CelValidationException;
import dev.cel.common.CelValidationResult;
import dev.cel.common.types.CelKind;
import dev.cel.common.types.CelType;
import dev.cel.common.types.ListType;
import dev.cel.common.types.MapType;
import dev.cel.common.types.SimpleType;
import dev.cel.compiler.CelCompiler;
import dev.cel.compiler.CelCompilerBuilder;
import dev.cel.compiler.CelCompilerFactory;
import dev.cel.parser.CelStandardMacro;
import dev.cel.runtime.CelEvaluationException;
import dev.cel.runtime.CelRuntime;
import dev.cel.runtime.CelRuntimeFactory;
import dev.switchboard.mission.domain.Expression;
import dev.switchboard.mission.domain.ExpressionCompiler;
import dev.switchboard.mission.domain.ExpressionPlace;
import dev.switchboard.mission.domain.InvalidExpressionException;
import java.util.Arrays;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/**
 * Expressions in CEL (mission file, "Expressions"): standard functions and macros, no I/O, bounded in length, nesting,
 * iterations and pattern size. Ints and doubles compare with each other. Safe for use by many threads.
 */
public final class CelExpressions implements ExpressionCompiler {

    private static final int MAX_LENGTH = 4_096;
    private static final int MAX_NESTING = 50;
    private static final int MAX_ITERATIONS = 10_000;
    /** Enough for two looks at every result of the largest mission. */
    private static final int MAX_ITERATIONS_OVER_RESULTS = 200_000;

    private static final int MAX_PATTERN = 1_000;
    private static final int SHOWN_PROBLEMS = 3;

    private static final CelOptions OPTIONS = CelOptions.current()
            .enableHeterogeneousNumericComparisons(true)
            .maxExpressionCodePointSize(MAX_LENGTH)
            .maxParseRecursionDepth(MAX_NESTING)
            .maxRegexProgramSize(MAX_PATTERN)
            .build();

    private static final CelType OBJECT = MapType.create(SimpleType.STRING, SimpleType.DYN);

    /** The type of each name; {@code best} may be null, so nothing is known of it beforehand. */
    private static final Map<String, CelType> TYPES = Map.of(
            "target",
            OBJECT,
            "insight",
            OBJECT,
            "summary",
            SimpleType.STRING,
            "call",
            OBJECT,
            "best",
            SimpleType.DYN,
            "results",
            ListType.create(OBJECT));

    private final CelRuntime ofOne;
    private final CelRuntime ofMany;
    private final Map<ExpressionPlace, CelCompiler> compilers;

    public CelExpressions() {
        ofOne = runtime(MAX_ITERATIONS);
        ofMany = runtime(MAX_ITERATIONS_OVER_RESULTS);
        compilers = new EnumMap<>(Arrays.stream(ExpressionPlace.values())
                .collect(Collectors.toMap(Function.identity(), CelExpressions::compilerFor)));
    }

    private static CelRuntime runtime(int iterations) {
        return CelRuntimeFactory.standardCelRuntimeBuilder()
                .setOptions(OPTIONS.toBuilder()
                        .comprehensionMaxIterations(iterations)
                        .build())
                .build();
    }

    private static CelCompiler compilerFor(ExpressionPlace place) {
        CelCompilerBuilder builder = CelCompilerFactory.standardCelCompilerBuilder()
                .setOptions(OPTIONS)
                .setStandardMacros(CelStandardMacro.STANDARD_MACROS);
        place.names().forEach(name -> builder.addVar(name, TYPES.get(name)));
        return builder.build();
    }

    @Override
    public Expression compile(String source, ExpressionPlace place) throws InvalidExpressionException {
        if (source.isBlank()) {
            throw new InvalidExpressionException("the expression is empty");
        }
        CelValidationResult result = compilers.get(place).compile(source);
        if (result.hasError()) {
            throw new InvalidExpressionException(problems(result, place));
        }
        try {
            requireKnownFields(result);
            requireYield(result.getAst().getResultType(), place);
            CelRuntime runtime = place.names().contains("results") ? ofMany : ofOne;
            return new CelExpression(source, runtime.createProgram(result.getAst()));
        } catch (CelValidationException | CelEvaluationException e) {
            throw new InvalidExpressionException(oneLine(e.getMessage()));
        }
    }

    private static String problems(CelValidationResult result, ExpressionPlace place) {
        String text = result.getErrors().stream()
                .limit(SHOWN_PROBLEMS)
                .map(CelExpressions::problem)
                .collect(Collectors.joining("; "));
        return text.contains("undeclared reference")
                ? text + "; names here: " + String.join(", ", place.names())
                : text;
    }

    private static String problem(CelIssue issue) {
        int line = issue.getSourceLocation().getLine();
        int column = issue.getSourceLocation().getColumn() + 1;
        String message = oneLine(issue.getMessage())
                .replace(" (in container '')", "")
                .replaceFirst(" \\(candidates: .*", "")
                .replaceFirst(" expecting \\{.*", "")
                .replaceFirst("found no matching overload for", "no such operation:");
        return (line > 1 ? "line " + line + ", " : "") + "column " + Math.max(column, 1) + ": " + message;
    }

    private static String oneLine(String text) {
        return text == null ? "not valid" : text.strip().replaceAll("\\s+", " ");
    }

    private static void requireKnownFields(CelValidationResult result)
            throws InvalidExpressionException, CelValidationException {
        Optional<String> problem = KnownFields.problem(result.getAst());
        if (problem.isPresent()) {
            throw new InvalidExpressionException(problem.get());
        }
    }

    /** Types are often known only when a result is there; what is known to be wrong is refused at once. */
    private static void requireYield(CelType type, ExpressionPlace place) throws InvalidExpressionException {
        Set<CelKind> wanted = wanted(place.yields());
        if (!wanted.contains(type.kind())) {
            throw new InvalidExpressionException("it yields " + type.name() + ", not " + words(place.yields()));
        }
    }

    private static Set<CelKind> wanted(ExpressionPlace.Yield yield) {
        Set<CelKind> kinds = EnumSet.of(CelKind.DYN, CelKind.ANY);
        switch (yield) {
            case CONDITION -> kinds.add(CelKind.BOOL);
            case NUMBER -> kinds.addAll(EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE));
            case SCALAR ->
                kinds.addAll(EnumSet.of(CelKind.INT, CelKind.UINT, CelKind.DOUBLE, CelKind.STRING, CelKind.BOOL));
        }
        return kinds;
    }

    private static String words(ExpressionPlace.Yield yield) {
        return switch (yield) {
            case CONDITION -> "true or false";
            case NUMBER -> "a number";
            case SCALAR -> "a number, text, or true or false";
        };
    }
}
