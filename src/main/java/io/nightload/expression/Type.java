package io.nightload.expression;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import java.lang.invoke.MethodType;
import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The types that expressions compute with. The order within numbers and within dates is PostgreSQL's: a value becomes
 * one of a later type by itself, where another operand asks for it.
 */
enum Type {
    INTEGER("integer", Integer.class, Kind.INTEGER),
    BIGINT("bigint", Long.class, Kind.BIGINT),
    NUMERIC("numeric", BigDecimal.class, Kind.NUMERIC),
    DOUBLE("double precision", Double.class, Kind.DOUBLE),
    TEXT("text", String.class, Kind.TEXT),
    BOOLEAN("boolean", Boolean.class, Kind.BOOLEAN),
    DATE("date", LocalDate.class, Kind.DATE),
    TIMESTAMP("timestamp without time zone", LocalDateTime.class, Kind.TIMESTAMP),
    TIMESTAMPTZ("timestamp with time zone", OffsetDateTime.class, Kind.TIMESTAMPTZ),
    TIME("time without time zone", LocalTime.class, Kind.TIME),
    UUID("uuid", UUID.class, Kind.UUID),
    INTERVAL("interval", Interval.class, null),
    /** Of a NULL that nothing typed: it is a value of any type. */
    NULL("null", Void.class, Kind.TEXT),
    /** Of something that only the compiler hands to a function, and of a parameter that takes any type. */
    ANY("any", Object.class, null);

    private final String sqlName;
    private final Class<?> javaClass;
    private final @Nullable Kind kind;

    Type(String sqlName, Class<?> javaClass, @Nullable Kind kind) {
        this.sqlName = sqlName;
        this.javaClass = javaClass;
        this.kind = kind;
    }

    /** The type that a column's values are computed as; empty where they can only be passed on. */
    static Optional<Type> of(ColumnType column) {
        return switch (column.kind()) {
            case SMALLINT, INTEGER -> Optional.of(INTEGER);
            case BIGINT -> Optional.of(BIGINT);
            case NUMERIC -> Optional.of(NUMERIC);
            case REAL, DOUBLE -> Optional.of(DOUBLE);
            case TEXT, VARCHAR, CHAR, ENUM, JSON, JSONB -> Optional.of(TEXT);
            case BOOLEAN -> Optional.of(BOOLEAN);
            case DATE -> Optional.of(DATE);
            case TIMESTAMP -> Optional.of(TIMESTAMP);
            case TIMESTAMPTZ -> Optional.of(TIMESTAMPTZ);
            case TIME -> Optional.of(TIME);
            case UUID -> Optional.of(UUID);
            case BYTEA, ARRAY, OTHER, ROW, ROWS -> Optional.empty();
        };
    }

    /** The type whose values are of this class or primitive. */
    static Type of(Class<?> javaClass) {
        Class<?> boxed = MethodType.methodType(javaClass).wrap().returnType();
        for (Type type : values()) {
            if (type.javaClass == boxed) {
                return type;
            }
        }
        throw new IllegalArgumentException("no SQL type has values of " + javaClass);
    }

    /** The type that values of both become without loss of meaning, as PostgreSQL would choose it. */
    static Optional<Type> common(Type one, Type other) {
        if (one.widensTo(other)) {
            return Optional.of(other);
        }
        return other.widensTo(one) ? Optional.of(one) : Optional.empty();
    }

    boolean widensTo(Type other) {
        if (this == other || this == NULL || other == ANY) {
            return true;
        }
        boolean ordered = (isNumber() && other.isNumber()) || (isDay() && other.isDay());
        return ordered && compareTo(other) < 0;
    }

    /** How far a value is from a parameter of the other type: 0 is the best match. */
    int distance(Type other) {
        if (other == ANY) {
            return values().length;
        }
        return this == NULL ? 0 : other.compareTo(this);
    }

    boolean isNumber() {
        return compareTo(DOUBLE) <= 0;
    }

    private boolean isDay() {
        return compareTo(DATE) >= 0 && compareTo(TIMESTAMPTZ) <= 0;
    }

    Class<?> javaClass() {
        return javaClass;
    }

    /** The column that holds values of this type; an interval is text that the server reads. */
    ColumnType columnType() {
        if (kind == null) {
            return ColumnType.other(sqlName);
        }
        return new ColumnType(kind, this == NULL ? TEXT.sqlName : sqlName, -1, -1, -1, null, List.of(), null);
    }

    @Override
    public String toString() {
        return sqlName;
    }
}
