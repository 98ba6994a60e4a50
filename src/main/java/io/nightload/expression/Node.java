package io.nightload.expression;

import java.lang.reflect.AnnotatedArrayType;
import java.lang.reflect.AnnotatedType;
import java.lang.reflect.Method;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeSet;
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

    /** Of the row, by its index in the schema. */
    record Column(int index, Type type) implements Node {}

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
