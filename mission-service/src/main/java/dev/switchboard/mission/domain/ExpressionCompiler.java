package dev.switchboard.mission.domain;

/** Turns the text of an expression into something that can be evaluated. */
public interface ExpressionCompiler {

    /**
     * @param place where the expression stands: which names it sees and what it may yield
     * @throws InvalidExpressionException with a message that tells position and problem
     */
    Expression compile(String source, ExpressionPlace place) throws InvalidExpressionException;
}
