package io.nightload.row;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * A type of PostgreSQL, and how its text becomes a Java value.
 *
 * @param kind which type
 * @param name as PostgreSQL writes it, such as {@code numeric(12,2)}
 * @param length the limit in characters of varchar and char, or -1
 * @param precision the digits of numeric, or -1; the fraction digits (0 to 5) of times and timestamps, or -1, which is all six
 * @param scale the fraction digits of numeric (may be negative), or -1 where the precision is -1
 * @param element the type of an array's elements, or null
 * @param labels the labels of an enum, in order
 * @param structure what lies beneath a row or rows, or null
 */
public record ColumnType(
        Kind kind,
        String name,
        int length,
        int precision,
        int scale,
        @Nullable ColumnType element,
        List<String> labels,
        @Nullable Structure structure) {

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
        DATE(LocalDate.class),
        /** 24:00:00 has no Java value: it can be loaded but not computed with. */
        TIME(LocalTime.class),
        /** The infinities are LocalDateTime.MAX and MIN. */
        TIMESTAMP(LocalDateTime.class),
        /** The infinities are OffsetDateTime.MAX and MIN. */
        TIMESTAMPTZ(OffsetDateTime.class),
        UUID(java.util.UUID.class),
        JSON(String.class),
        JSONB(String.class),
        BYTEA(byte[].class),
        ENUM(String.class),
        /** The text of an array as PostgreSQL writes it, such as {@code {1,2}}. */
        ARRAY(String.class),
        /** A type that Nightload does not know: its text goes to the server as it is. */
        OTHER(String.class),
        /** One nested row, such as the entity behind a foreign key: a path leads through it, it has no value of its own. */
        ROW(Void.class),
        /** Nested rows: what {@link Row#rows} gives. */
        ROWS(Iterable.class);

        private final Class<?> valueClass;

        Kind(Class<?> valueClass) {
            this.valueClass = valueClass;
        }

        public Class<?> valueClass() {
            return valueClass;
        }
    }

    public static final ColumnType TEXT = new ColumnType(Kind.TEXT, "text", -1, -1, -1, null, List.of(), null);

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
        return TypeNames.find(name).orElseGet(() -> other(name));
    }

    /** A type whose text the server alone can judge. */
    public static ColumnType other(String name) {
        return new ColumnType(Kind.OTHER, name, -1, -1, -1, null, List.of(), null);
    }

    public static ColumnType enumOf(String name, List<String> labels) {
        return new ColumnType(Kind.ENUM, name, -1, -1, -1, null, List.copyOf(labels), null);
    }

    /** One nested row. */
    public static ColumnType row(Structure structure) {
        return new ColumnType(Kind.ROW, "row", -1, -1, -1, null, List.of(), structure);
    }

    /** Any number of nested rows. */
    public static ColumnType rows(Structure structure) {
        return new ColumnType(Kind.ROWS, "rows", -1, -1, -1, null, List.of(), structure);
    }

    /** Whether its values are nested rows, which no column of a table holds. */
    public boolean isNested() {
        return kind == Kind.ROW || kind == Kind.ROWS;
    }

    /** The array type of these elements; PostgreSQL's arrays may have any number of dimensions. */
    public static ColumnType arrayOf(ColumnType element) {
        return new ColumnType(Kind.ARRAY, element.name + "[]", -1, -1, -1, element, List.of(), null);
    }

    /** The name of the type that takes any value of its kind: without length, precision and scale. */
    public String unlimitedName() {
        if (element != null) {
            return element.unlimitedName() + "[]";
        }
        // A character without a length has one.
        return kind == Kind.CHAR
                ? "pg_catalog.bpchar"
                : length < 0 && precision < 0 ? name : name.replaceFirst("\\(.*\\)", "");
    }

    /**
     * Reads one value by PostgreSQL's own rules for its type's text. Dates and times are read in ISO 8601 only, unless the
     * format has a pattern. Text is judged by its length but never padded; a type that Nightload does not know is any text.
     *
     * @return an object of the kind's class
     * @throws RowError if the text is no value of this type; its message names type and text, its SQLSTATE is PostgreSQL's
     */
    public Object decode(byte[] bytes, int start, int length, TextFormat format) {
        return switch (kind) {
            case SMALLINT -> (short) IntegerText.read(this, bytes, start, length);
            case INTEGER -> (int) IntegerText.read(this, bytes, start, length);
            case BIGINT -> IntegerText.read(this, bytes, start, length);
            case NUMERIC -> NumericText.read(this, bytes, start, length, format.decimal());
            case REAL, DOUBLE -> FloatText.read(this, bytes, start, length, format.decimal());
            case TEXT, OTHER -> Utf8.decode(bytes, start, length);
            case VARCHAR, CHAR -> CharacterText.read(this, bytes, start, length);
            case BOOLEAN -> BooleanText.read(this, bytes, start, length);
            case DATE, TIME, TIMESTAMP, TIMESTAMPTZ -> DateTimeText.read(this, bytes, start, length, format);
            case UUID -> UuidText.read(this, bytes, start, length);
            case JSON, JSONB -> JsonText.read(this, bytes, start, length);
            case BYTEA -> ByteaText.read(this, bytes, start, length);
            case ENUM -> label(bytes, start, length);
            case ARRAY -> ArrayText.read(this, bytes, start, length, format);
            case ROW, ROWS -> throw new IllegalStateException("nested rows are no bytes");
        };
    }

    private String label(byte[] bytes, int start, int length) {
        String text = Utf8.decode(bytes, start, length);
        if (!labels.contains(text)) {
            throw new RowError("invalid input value for enum " + name + ": " + BadText.quoted(text), "22P02", null);
        }
        return text;
    }

    /**
     * Reads one value and writes it as PostgreSQL does, with ISO dates whatever the session's DateStyle. Other than
     * {@link #decode} it knows the time 24:00:00.
     *
     * @throws RowError as {@link #decode} does
     */
    public String canonical(byte[] bytes, int start, int length, TextFormat format) {
        if (kind == Kind.TIME) {
            return DateTimeOutput.time(DateTimeText.micros(this, Utf8.decode(bytes, start, length), format));
        }
        return write(decode(bytes, start, length, format));
    }

    /**
     * Writes a value of any kind as PostgreSQL does, with ISO dates and the value's own offset from UTC: what a cast to text
     * gives, and what its input reads again as the same value.
     */
    public static String write(Object value) {
        if (value instanceof BigDecimal number) {
            return number.toPlainString();
        } else if (value instanceof Double number) {
            return FloatText.write(number);
        } else if (value instanceof Float number) {
            return FloatText.write(number);
        } else if (value instanceof LocalDate date) {
            return DateTimeOutput.write(date);
        } else if (value instanceof LocalTime time) {
            return DateTimeOutput.write(time);
        } else if (value instanceof LocalDateTime timestamp) {
            return DateTimeOutput.write(timestamp);
        } else if (value instanceof OffsetDateTime timestamp) {
            return DateTimeOutput.write(timestamp);
        } else if (value instanceof byte[] bytes) {
            return ByteaText.write(bytes);
        }
        return value.toString();
    }
}
