package io.nightload.expression;

import static java.util.Objects.requireNonNull;

import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Structure;
import java.util.ArrayList;
import java.util.List;
import org.apache.calcite.sql.SqlIdentifier;
import org.jspecify.annotations.Nullable;

/**
 * Finds the column that a name or a dotted path leads to. A column beneath a collection has a value only while the
 * collection is walked, which an aggregate does.
 */
final class Paths {

    private final SqlText text;
    private final Scope scope;
    private @Nullable List<Node.Loop> walked;

    Paths(SqlText text, Scope scope) {
        this.text = text;
        this.scope = scope;
    }

    /** From here to {@link #endWalk} paths may lead through collections. */
    void beginWalk() {
        walked = new ArrayList<>();
    }

    boolean isWalking() {
        return walked != null;
    }

    /** The collections that were walked, from the outer to the inner. */
    List<Node.Loop> endWalk() {
        List<Node.Loop> loops = requireNonNull(walked);
        walked = null;
        return List.copyOf(loops);
    }

    /** A column that is computed with. */
    Node.Column value(SqlIdentifier name) {
        Node.Column found = reference(name);
        ColumnType type = found.column().type();
        int offset = text.offset(name.getParserPosition());
        if (type.equals(Expressions.UNKNOWN)) {
            throw new Unknowable();
        }
        return switch (type.kind()) {
            case ROW -> throw new Refusal(offset, row(found));
            case ROWS -> throw new Refusal(offset, isWalking() ? rows(found) : Aggregate.needed(found.path()));
            default -> {
                if (found.type() == Type.ANY) {
                    throw new Refusal(
                            offset,
                            "'" + found.path() + "' is of type " + type.name()
                                    + ": it can only be passed on as it is, not computed with");
                }
                yield found;
            }
        };
    }

    private static String row(Node.Column found) {
        return "'" + found.path() + "' is a row of its own: name one of its columns, such as " + beneath(found);
    }

    private static String rows(Node.Column found) {
        return "'" + found.path() + "' are rows: name one of their columns, such as " + beneath(found);
    }

    private static String beneath(Node.Column found) {
        List<String> names = requireNonNull(found.column().type().structure()).names();
        return found.path() + "."
                + (names.contains("name") ? "name" : names.stream().findFirst().orElse("…"));
    }

    /** A column of any type, of which only asked may be whether it is NULL. */
    Node.Column reference(SqlIdentifier name) {
        if (name.isStar()) {
            throw new Refusal(text.offset(name.getParserPosition()), "'*' is not known here: name a column");
        }
        boolean dotted = !name.isSimple();
        Column column = scope.first(name.names.get(0), name.isComponentQuoted(0), offset(name, 0), dotted);
        Node.Column found = column(new Node.WholeRow(), column, column.name());
        int loops = 0;
        for (int i = 1; i < name.names.size(); i++) {
            Structure structure = structure(found, offset(name, i - 1));
            Node of = found.of();
            if (column.type().kind() == ColumnType.Kind.ROWS) {
                of = walk(found, loops++, offset(name, 0));
            } else if (column.isComputed()) {
                of = new Node.Held(found);
            }
            column = Scope.beneath(
                    structure, name.names.get(i), name.isComponentQuoted(i), offset(name, i), found.path());
            found = column(of, column, found.path() + "." + column.name());
        }
        return found;
    }

    private static Node.Column column(Node of, Column column, String path) {
        return new Node.Column(of, column, path, Type.of(column.type()).orElse(Type.ANY));
    }

    private int offset(SqlIdentifier name, int component) {
        return text.offset(name.getComponentParserPosition(component));
    }

    private static Structure structure(Node.Column found, int offset) {
        ColumnType type = found.column().type();
        if (type.equals(Expressions.UNKNOWN)) {
            throw new Unknowable();
        }
        if (type.structure() == null) {
            throw new Refusal(offset, "'" + found.path() + "' is " + type.name() + ": no columns lie beneath it");
        }
        return type.structure();
    }

    /** The row of this collection that an aggregate is at. */
    Node.Item walk(Node.Column rows, int depth, int offset) {
        if (walked == null) {
            throw new Refusal(offset, Aggregate.needed(rows.path()));
        }
        Node.Loop loop = new Node.Loop(rows);
        if (depth == walked.size()) {
            walked.add(loop);
        } else if (!walked.get(depth).equals(loop)) {
            throw new Refusal(
                    offset,
                    "'" + walked.get(depth).rows().path() + "' and '" + rows.path()
                            + "' are two collections: an aggregate folds one, so compute with the results of two");
        }
        return new Node.Item(loop);
    }
}
