package io.nightload.expression;

/**
 * A text that is read once before it is used many times, such as a pattern. A function that has one as its parameter takes
 * text; where that is the same for every row, the static method {@code of(String)} is called while the job is checked.
 */
sealed interface Prepared permits DateField, DateTemplate, NumberTemplate, Regex {}
