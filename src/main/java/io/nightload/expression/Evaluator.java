package io.nightload.expression;

import io.nightload.row.Row;
import org.jspecify.annotations.Nullable;

/** The expressions that were compiled together. */
interface Evaluator {

    @Nullable
    Object evaluate(int expression, Row row);
}
