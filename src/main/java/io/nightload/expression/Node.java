package io.nightload.expression;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * An expression of which everything is known: names are columns, functions are methods, operands are of the type that is
 * asked for.
 */
sealed interface Node {

    Type type();

    /** What it is computed from. */
    default List<Node> children() {
        return List.of();
    }

    /**
     * A column of a row.
     *
     * @param of the row
     * @param path as a person would name it; two paths to one slot are the same value
     */
    record Column(Node of, io.nightload.row.Column column, String path, Type type) implements Node {

        @Override
        public List<Node> children() {
            return List.of(of);
        }

        @Override
        public boolean equals(@Nullable Object other) {
            return other instanceof Column same
                    && same.column.slot() == column.slot()
                    && same.type == type
                    && same.of.equals(of);
        }

        @Override
        public int hashCode() {
            return Objects.hash(of, column.slot(), type);
        }
    }

    /** The row that a computed column holds, or null. */
    record Held(Column column) implements Node {
        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public List<Node> children() {
            return List.of(column);
        }
    }

    /** A walk over the nested rows of a column. */
    record Loop(Column rows) {}

    /** The row that a walk is at. */
    record Item(Loop loop) implements Node {
        @Override
        public Type type() {
            return Type.ANY;
        }

        @Override
        public List<Node> children() {
            return List.of(loop.rows);
        }
    }

    /**
     * Nested rows folded to one value.
     *
     * @param loops from the outer to the inner
     * @param arguments two at most, evaluated for each row of the innermost loop
     * @param filter which of them count
     */
    record Fold(Supplier<Accumulator> state, List<Loop> loops, List<Node> arguments, Optional<Node> filter, Type type)
            implements Node {

        @Override
        public List<Node> children() {
            List<Node> all = new ArrayList<>(arguments);
            filter.ifPresent(all::add);
            loops.forEach(loop -> all.add(loop.rows()));
            return all;
        }
    }

    /** The row itself, for a method that asks for more than its columns. */
    record WholeRow() implements Node {
        @Override
        public Type type() {
            return Type.ANY;
        }
    }

    /** The same for every row: a literal or a parameter. */
    record Constant(@Nullable Object value, Type type) implements Node {

        static final Constant NULL = new Constant(null, Type.NULL);
    }

    /**
     * A call of a static method. Where an argument is NULL and the method's parameter is not {@code @Nullable}, the
     * result is NULL and nothing is called.
     */
    record Call(Method method, List<Node> arguments, Type type) implements Node {

        @Override
        public List<Node> children() {
            return arguments;
        }

        boolean takesNull(int argument) {
            AnnotatedType[] parameters = method.getAnnotatedParameterTypes();
            boolean repeated = method.isVarArgs() && argument >= parameters.length - 1;
            AnnotatedType type = repeated
                    ? ((AnnotatedArrayType) parameters[parameters.length - 1]).getAnnotatedGenericComponentType()
                    : parameters[argument];
            return type.isAnnotationPresent(Nullable.class);
        }
    }

    /** AND or OR of any number of operands, evaluated from the left until the result is known. */
    record Logic(boolean and, List<Node> operands) implements Node {

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Node> children() {
            return operands;
        }
    }

    /** Only the result of the first condition that is true is evaluated. */
    record Case(List<Node> conditions, List<Node> results, Node otherwise, Type type) implements Node {

        @Override
        public List<Node> children() {
            List<Node> all = new ArrayList<>(conditions);
            all.addAll(results);
            all.add(otherwise);
            return all;
        }
    }

    /** The first that is not NULL; those behind it are not evaluated. */
    record Coalesce(List<Node> operands, Type type) implements Node {

        @Override
        public List<Node> children() {
            return operands;
        }
    }

    /** Whether the value is one of these, by the order of its type. */
    record In(Node value, TreeSet<Object> constants) implements Node {

        @Override
        public Type type() {
            return Type.BOOLEAN;
        }

        @Override
        public List<Node> children() {
            return List.of(value);
        }
    }
}
