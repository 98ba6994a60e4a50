package io.nightload.expression;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The fields of the generated class that hold what no Java text can: constants, columns, patterns. */
final class ConstantFields {

    private final List<@Nullable Object> values = new ArrayList<>();
    private final StringBuilder declarations = new StringBuilder();
    private final StringBuilder assignments = new StringBuilder();

    /** The name of a new field for this value, which is not null. */
    String field(Node.Constant constant) {
        Object value = constant.value();
        if (value == null) {
            throw new IllegalArgumentException("NULL needs no field");
        }
        return field(
                value,
                constant.type() == Type.ANY
                        ? publicName(value)
                        : constant.type().javaClass().getName());
    }

    /** The class of a zone is not one that generated code may name. */
    private static String publicName(Object value) {
        return value instanceof java.time.ZoneId ? "java.time.ZoneId" : "Object";
    }

    /** The name of a new field of this type. */
    String field(Object value, String type) {
        String name = "c" + values.size();
        declarations
                .append("private final ")
                .append(type)
                .append(' ')
                .append(name)
                .append(";\n");
        assignments
                .append(name)
                .append(" = (")
                .append(type)
                .append(") c[")
                .append(values.size())
                .append("];\n");
        values.add(value);
        return name;
    }

    /** By the fields' numbers. */
    @Nullable
    Object[] values() {
        return values.toArray();
    }

    String declarations() {
        return declarations.toString();
    }

    String assignments() {
        return assignments.toString();
    }
}
