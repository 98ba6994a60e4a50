package io.nightload.expression;

import io.nightload.row.ColumnType;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Supplier;
import org.apache.calcite.sql.SqlCall;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlLiteral;
import org.apache.calcite.sql.SqlNode;
import org.apache.calcite.sql.SqlSelectKeyword;

/**
 * Calls of aggregates. All paths in one call that lead through collections lie on one chain, such as orders and their
 * lines; its innermost collection says what is folded.
 */
final class Aggregates {

    private static final Node EACH = new Node.Constant(true, Type.BOOLEAN);

    private final Typing typing;
    private final Paths paths;
    private final Binding binding;

    Aggregates(Typing typing, Paths paths, Binding binding) {
        this.typing = typing;
        this.paths = paths;
        this.binding = binding;
    }

    /** @param filter of {@code filter (where …)} */
    Node fold(SqlCall call, Optional<SqlNode> filter, int offset) {
        Aggregate aggregate = Aggregate.named(call).orElseThrow();
        if (paths.isWalking()) {
            throw new Refusal(
                    offset, aggregate.sqlName() + " stands in another aggregate: PostgreSQL has no such either");
        }
        int expected = aggregate == Aggregate.STRING_AGG ? 2 : 1;
        if (call.operandCount() != expected) {
            throw new Refusal(
                    offset,
                    aggregate.sqlName() + " takes "
                            + (expected == 1 ? "one argument" : "a text and what separates it from the one before"));
        }
        paths.beginWalk();
        List<Node> arguments = arguments(aggregate, call, offset);
        Optional<Node> condition = filter.map(where -> condition(where, offset));
        List<Node.Loop> loops = paths.endWalk();
        if (loops.isEmpty()) {
            throw new Refusal(
                    offset,
                    aggregate.sqlName() + " folds many rows, and this is one: name a path through a collection, or"
                            + " aggregate in a query or a `sql` step");
        }
        Type type = arguments.get(0).type();
        Aggregate.Form form = aggregate.on(type).orElseThrow(() -> new Refusal(offset, mismatch(aggregate, type)));
        arguments.set(0, binding.widen(arguments.get(0), form.computed(), offset));
        Supplier<Accumulator> state = isDistinct(call) ? new Accumulators.Distinct(form.state()) : form.state();
        return new Node.Fold(state, loops, List.copyOf(arguments), condition, form.result());
    }

    private static String mismatch(Aggregate aggregate, Type type) {
        String mend = type == Type.TEXT
                ? ": write cast(… as numeric) for the text, or give its column a type under the source's `columns:`"
                : "";
        return "there is no " + aggregate.sqlName() + "(" + type + ")" + mend + ": known are " + aggregate.signatures();
    }

    private static boolean isDistinct(SqlCall call) {
        SqlLiteral quantifier = call.getFunctionQuantifier();
        return quantifier != null && quantifier.getValue() == SqlSelectKeyword.DISTINCT;
    }

    private List<Node> arguments(Aggregate aggregate, SqlCall call, int offset) {
        List<Node> arguments = new ArrayList<>();
        SqlNode first = call.operand(0);
        arguments.add(aggregate == Aggregate.COUNT ? counted(call, first, offset) : typing.node(first));
        if (call.operandCount() == 2) {
            Node separator = binding.widen(typing.node(call.operand(1)), Type.TEXT, offset);
            arguments.add(separator);
        }
        return arguments;
    }

    /** Rows can be counted too, those of a collection and those that a path to one row leads to. */
    private Node counted(SqlCall call, SqlNode argument, int offset) {
        if (!(argument instanceof SqlIdentifier name) || typing.isParameter(name)) {
            return typing.node(argument);
        }
        if (name.isStar()) {
            throw new Refusal(offset, "count(*) does not say of what: name the collection, as in count(order_lines)");
        }
        Node.Column found = paths.reference(name);
        if (found.column().type().kind() != ColumnType.Kind.ROWS) {
            return found;
        }
        if (isDistinct(call)) {
            throw new Refusal(
                    offset, "rows are always distinct: name a column of '" + found.path() + "', or count them all");
        }
        paths.walk(found, depth(found.of()), offset);
        return EACH;
    }

    private static int depth(Node of) {
        int depth = 0;
        Node at = of;
        while (!(at instanceof Node.WholeRow)) {
            depth += at instanceof Node.Item ? 1 : 0;
            Node.Column through = at instanceof Node.Item item ? item.loop().rows() : ((Node.Held) at).column();
            at = through.of();
        }
        return depth;
    }

    private Node condition(SqlNode where, int offset) {
        return new Operators(binding).truth(typing.node(where), offset, "FILTER");
    }
}
