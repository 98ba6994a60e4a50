package io.nightload.expression;

import io.nightload.row.ColumnType;
import java.util.List;
import java.util.OptionalInt;
import java.util.TreeSet;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * What is known of an expression before it is compiled.
 *
 * @param columns that it reads, in the order of the schema
 * @param bare the column that it is, if it is nothing but a column
 */
record Typed(Node node, ColumnType type, List<Integer> columns, OptionalInt bare) {

    private static final Typed REFUSED =
            new Typed(Node.Constant.NULL, Expressions.UNKNOWN, List.of(), OptionalInt.empty());

    /** Reads an expression; what is wrong with it goes to {@code problems}. */
    static Typed of(String text, Scope scope, Consumer<Refusal> problems) {
        try {
            SqlText sql = Lexer.read(text);
            SqlNode root = Parsing.parse(sql, scope.row().names());
            boolean column = root instanceof SqlIdentifier name
                    && name.isSimple()
                    && sql.parameterAt(name.getParserPosition()) == null;
            return column ? bare((SqlIdentifier) root, sql, scope) : computed(root, sql, scope);
        } catch (Refusal refusal) {
            problems.accept(refusal);
            return REFUSED;
        } catch (Unknowable unknowable) {
            return REFUSED;
        }
    }

    private static Typed bare(SqlIdentifier name, SqlText sql, Scope scope) {
        int offset = sql.offset(name.getParserPosition());
        int index = scope.column(name.getSimple(), name.isComponentQuoted(0), offset);
        ColumnType type = scope.row().column(index).type();
        return new Typed(new Node.Column(index, Type.ANY), type, List.of(index), OptionalInt.of(index));
    }

    private static Typed computed(SqlNode root, SqlText sql, Scope scope) {
        Node node = new Typing(sql, scope).node(root);
        Node value = node.type() == Type.INTERVAL ? new Binding(scope.zone()).cast(node, Type.TEXT, 0) : node;
        TreeSet<Integer> columns = new TreeSet<>();
        collect(value, columns);
        return new Typed(value, node.type().columnType(), List.copyOf(columns), OptionalInt.empty());
    }

    private static void collect(Node node, TreeSet<Integer> columns) {
        if (node instanceof Node.Column column) {
            columns.add(column.index());
        }
        node.children().forEach(child -> collect(child, columns));
    }
}
