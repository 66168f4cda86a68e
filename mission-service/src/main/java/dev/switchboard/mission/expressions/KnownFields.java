package dev.switchboard.mission.expressions;

import dev.cel.common.CelAbstractSyntaxTree;
import dev.cel.common.ast.CelExpr;
import dev.cel.common.ast.CelExpr.CelSelect;
import dev.cel.common.navigation.CelNavigableAst;
import dev.cel.common.navigation.CelNavigableExpr;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** Finds fields that {@code target}, {@code call} and {@code best} never have; the compiler knows them only as maps. */
final class KnownFields {

    private static final Map<String, Set<String>> FIELDS = Map.of(
            "target", Set.of("name", "phone", "timezone", "variables"),
            "call", Set.of("outcome", "attempts", "duration_secs", "conversation_id"),
            "best", Set.of("target", "insight"));

    private KnownFields() {}

    /** What is wrong with the first unknown field, if there is one. */
    static Optional<String> problem(CelAbstractSyntaxTree ast) {
        return CelNavigableAst.fromAst(ast)
                .getRoot()
                .allNodes()
                .map(CelNavigableExpr::expr)
                .filter(expr -> expr.getKind() == CelExpr.ExprKind.Kind.SELECT)
                .map(CelExpr::select)
                .filter(KnownFields::isUnknown)
                .findFirst()
                .map(select -> "'" + select.operand().ident().name() + "' has no '" + select.field() + "'; it has "
                        + String.join(
                                ", ",
                                new TreeSet<>(
                                        FIELDS.get(select.operand().ident().name()))));
    }

    private static boolean isUnknown(CelSelect select) {
        if (select.operand().getKind() != CelExpr.ExprKind.Kind.IDENT) {
            return false;
        }
        Set<String> known = FIELDS.get(select.operand().ident().name());
        return known != null && !known.contains(select.field());
    }
}
