package io.nightload.expression;

/**
 * What is wrong with one expression.
 *
 * @param expression its index among those that were compiled together
 * @param offset of the character in its text
 * @param message what is wrong and how to mend it
 */
public record ExpressionProblem(int expression, int offset, String message) {}
