package io.nightload.expression;

import java.util.Locale;
import java.util.Set;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlKind;

/** What is SQL, but has no meaning in an expression over one row. */
final class Unsupported {

    private static final Set<String> AGGREGATES =
            Set.of("array_agg", "stddev", "variance", "any_value", "listagg", "median", "mode");
    private static final Set<String> CLOCK =
            Set.of("now", "clock_timestamp", "statement_timestamp", "transaction_timestamp", "timeofday");
    private static final Set<String> CHANCE =
            Set.of("random", "rand", "rand_integer", "gen_random_uuid", "uuid_generate_v4", "nextval");

    private Unsupported() {}

    /** @throws Refusal if this call is one of them */
    static void check(SqlCall call, int offset) {
        String name = call.getOperator().getName().toLowerCase(Locale.ROOT);
        if (call.isA(SqlKind.QUERY) || call.getKind() == SqlKind.EXISTS || call.getKind() == SqlKind.SCALAR_QUERY) {
            throw new Refusal(offset, "a query cannot stand in an expression: it sees one row");
        }
        if (call.getKind() == SqlKind.OVER || call.getKind() == SqlKind.WINDOW) {
            throw new Refusal(offset, "a window function cannot stand in an expression: it sees one row");
        }
        if (AGGREGATES.contains(name) || call.isA(SqlKind.AGGREGATE) || call.getKind() == SqlKind.FILTER) {
            throw new Refusal(
                    offset,
                    name + " folds many rows, and an expression sees one: aggregate in a query or a `sql` step; nested"
                            + " rows are folded with " + Aggregate.known());
        }
        if (CLOCK.contains(name) || (name.equals("age") && call.operandCount() == 1)) {
            throw new Refusal(offset, Scope.clock(name));
        }
        if (CHANCE.contains(name)) {
            throw new Refusal(
                    offset,
                    name + " would differ when a chunk is loaded again: expressions give the same result each time");
        }
    }
}
