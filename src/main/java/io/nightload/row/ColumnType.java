package io.nightload.row;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL, and how its text becomes a Java value.
 *
 * @param kind which type
 * @param name as PostgreSQL writes it, such as {@code numeric(12,2)}
 * @param length the limit in characters of varchar and char, or -1
 * @param precision the digits of numeric, or -1; the fraction digits (0 to 6) of times and timestamps, or -1
 * @param scale the fraction digits of numeric (may be negative), or -1 where the precision is -1
 * @param element the type of an array's elements, or null
 * @param labels the labels of an enum, in order
 */
public record ColumnType(
        Kind kind,
        String name,
        int length,
        int precision,
        int scale,
        @Nullable ColumnType element,
        List<String> labels) {

    /** The types that Nightload knows, with the Java class of their values. */
    public enum Kind {
        SMALLINT(Short.class),
        INTEGER(Integer.class),
        BIGINT(Long.class),
        /** BigDecimal; NaN and the infinities are a Double. */
        NUMERIC(Number.class),
        REAL(Float.class),
        DOUBLE(Double.class),
        TEXT(String.class),
        VARCHAR(String.class),
        CHAR(String.class),
        BOOLEAN(Boolean.class),
        /** The infinities are LocalDate.MAX and LocalDate.MIN. */
        DATE(java.time.LocalDate.class),
        /** 24:00:00 has no Java value: it can be loaded but not computed with. */
        TIME(java.time.LocalTime.class),
        /** The infinities are LocalDateTime.MAX and MIN. */
        TIMESTAMP(java.time.LocalDateTime.class),
        /** The infinities are OffsetDateTime.MAX and MIN. */
        TIMESTAMPTZ(java.time.OffsetDateTime.class),
        UUID(java.util.UUID.class),
        JSON(String.class),
        JSONB(String.class),
        BYTEA(byte[].class),
        ENUM(String.class),
        /** The text of an array as PostgreSQL writes it, such as {@code {1,2}}. */
        ARRAY(String.class),
        /** A type that Nightload does not know: its text goes to the server as it is. */
        OTHER(String.class);

        private final Class<?> valueClass;

        Kind(Class<?> valueClass) {
            this.valueClass = valueClass;
        }

        public Class<?> valueClass() {
            return valueClass;
        }
    }

    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, "text", -1, -1, -1, null, List.of());

    /**
     * The type that an analyst names: PostgreSQL's names and their aliases, with modifiers and {@code []}.
     *
     * @throws IllegalArgumentException if there is none; the message names the nearest, or what is wrong with a modifier
     */
    public static ColumnType parse(String name) {
        return TypeNames.find(name)
                .orElseThrow(() -> new IllegalArgumentException(
                        "unknown type " + name + ", did you mean " + TypeNames.nearest(name) + "?"));
    }

    /** The type that {@code format_type} prints; one that Nightload does not know is of {@link Kind#OTHER}. */
    public static ColumnType fromCatalogue(String name) {
        return TypeNames.find(name).orElseGet(() -> new ColumnType(Kind.OTHER, name, -1, -1, -1, null, List.of()));
    }

    public static ColumnType enumOf(String name, List<String> labels) {
        return new ColumnType(Kind.ENUM, name, -1, -1, -1, null, List.copyOf(labels));
    }

    /** The array type of these elements; PostgreSQL's arrays may have any number of dimensions. */
    public static ColumnType arrayOf(ColumnType element) {
        return new ColumnType(Kind.ARRAY, element.name + "[]", -1, -1, -1, element, List.of());
    }

    /**
     * Reads one value.
     *
     * @return an object of the kind's class
     * @throws RowError if the text is no value of this type; its message names type and text
     */
    public Object decode(byte[] bytes, int start, int length, TextFormat format) {
        if (kind != Kind.TEXT) {
            throw new RowError("no conversion of text to " + name, null, null);
        }
        return new String(bytes, start, length, java.nio.charset.StandardCharsets.UTF_8);
    }
}
