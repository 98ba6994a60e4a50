package io.nightload.expression;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Consumer;
import org.apache.calcite.sql.SqlIdentifier;
import org.apache.calcite.sql.SqlNode;

/**
 * What is known of an expression before it is compiled.
 *
 * @param columns of the row that it reads, those through which it walks among them, in the order in which they stand
 * @param bare the column that it is, if it is nothing but a column of the row
 */
record Typed(Node node, ColumnType type, List<Node.Column> columns, Optional<Column> bare) {

    private static final Typed REFUSED =
            new Typed(Node.Constant.NULL, Expressions.UNKNOWN, List.of(), Optional.empty());

    /** Reads an expression; what is wrong with it goes to {@code problems}. */
    static Typed of(String text, Scope scope, Consumer<Refusal> problems) {
        try {
            SqlText sql = Lexer.read(text);
            SqlNode root = Parsing.parse(sql, scope.row().names());
            boolean name = root instanceof SqlIdentifier && sql.parameterAt(root.getParserPosition()) == null;
            return name ? named((SqlIdentifier) root, sql, scope) : computed(root, sql, scope);
        } catch (Refusal refusal) {
            problems.accept(refusal);
            return REFUSED;
        } catch (Unknowable unknowable) {
            return REFUSED;
        }
    }

    /** A column of any type, nested rows too, may be passed on as it is, but for what is a row of its own. */
    private static Typed named(SqlIdentifier name, SqlText sql, Scope scope) {
        Node.Column found = new Paths(sql, scope).reference(name);
        ColumnType type = found.column().type();
        if (!(found.of() instanceof Node.WholeRow) || type.kind() == ColumnType.Kind.ROW) {
            return computed(name, sql, scope);
        }
        return new Typed(found, type, List.of(found), Optional.of(found.column()));
    }

    private static Typed computed(SqlNode root, SqlText sql, Scope scope) {
        Node node = new Typing(sql, scope).node(root);
        Node value = node.type() == Type.INTERVAL ? new Binding(scope.zone()).cast(node, Type.TEXT, 0) : node;
        Set<Node.Column> columns = new LinkedHashSet<>();
        collect(value, columns);
        return new Typed(value, node.type().columnType(), List.copyOf(columns), Optional.empty());
    }

    private static void collect(Node node, Set<Node.Column> columns) {
        if (node instanceof Node.Column column && column.of() instanceof Node.WholeRow) {
            columns.add(column);
        }
        node.children().forEach(child -> collect(child, columns));
    }
}
