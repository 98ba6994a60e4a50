package io.nightload.target.copy;

import static io.nightload.row.ColumnType.Kind.BIGINT;
import static io.nightload.row.ColumnType.Kind.CHAR;
import static io.nightload.row.ColumnType.Kind.DATE;
import static io.nightload.row.ColumnType.Kind.DOUBLE;
import static io.nightload.row.ColumnType.Kind.INTEGER;
import static io.nightload.row.ColumnType.Kind.JSON;
import static io.nightload.row.ColumnType.Kind.JSONB;
import static io.nightload.row.ColumnType.Kind.NUMERIC;
import static io.nightload.row.ColumnType.Kind.OTHER;
import static io.nightload.row.ColumnType.Kind.REAL;
import static io.nightload.row.ColumnType.Kind.SMALLINT;
import static io.nightload.row.ColumnType.Kind.TEXT;
import static io.nightload.row.ColumnType.Kind.TIME;
import static io.nightload.row.ColumnType.Kind.TIMESTAMP;
import static io.nightload.row.ColumnType.Kind.TIMESTAMPTZ;
import static io.nightload.row.ColumnType.Kind.VARCHAR;

import io.nightload.row.ColumnType;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.RowError;
import io.nightload.row.TextFormat;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import java.nio.charset.StandardCharsets;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import java.util.EnumSet;
import java.util.Locale;
import java.util.Optional;
import java.util.Set;

/**
 * What a value of one type becomes in a column of another: PostgreSQL's assignment casts. Text is more welcome than there: a file's
 * column is text, so text goes into any type, by that type's own rules.
 */
public final class Assignment {

    private static final MathContext DOUBLE_DIGITS = new MathContext(15, RoundingMode.HALF_EVEN);
    private static final MathContext REAL_DIGITS = new MathContext(6, RoundingMode.HALF_EVEN);
    private static final Set<Kind> CHARACTERS = EnumSet.of(TEXT, VARCHAR, CHAR, OTHER);
    static final Set<Kind> INTEGERS = EnumSet.of(SMALLINT, INTEGER, BIGINT);
    private static final Set<Kind> NUMBERS = EnumSet.of(SMALLINT, INTEGER, BIGINT, NUMERIC, REAL, DOUBLE);
    private static final Set<Kind> DATES = EnumSet.of(DATE, TIMESTAMP, TIMESTAMPTZ);
    private static final Set<Kind> TIMES = EnumSet.of(TIME, TIMESTAMP, TIMESTAMPTZ);
    private static final Set<Kind> JSONS = EnumSet.of(JSON, JSONB);

    private Assignment() {}

    /** Why no value of {@code source} can go into {@code target}, or empty where some can. */
    public static Optional<String> problem(ColumnType source, ColumnType target) {
        return isAllowed(source, target)
                ? Optional.empty()
                : Optional.of(source.name() + " cannot go into " + target.name());
    }

    private static boolean isAllowed(ColumnType source, ColumnType target) {
        Kind from = source.kind();
        Kind to = target.kind();
        if (isCharacters(source) || isCharacters(target)) {
            return true;
        }
        if (source.element() != null && target.element() != null) {
            return isAllowed(source.element(), target.element());
        }
        if (from == Kind.ENUM && to == Kind.ENUM) {
            return source.name().equals(target.name());
        }
        return from == to || both(NUMBERS, from, to) || both(JSONS, from, to) || isTemporal(from, to);
    }

    private static boolean isTemporal(Kind from, Kind to) {
        return both(DATES, from, to) || (TIMES.contains(from) && to == TIME && from != DATE);
    }

    private static boolean both(Set<Kind> family, Kind from, Kind to) {
        return family.contains(from) && family.contains(to);
    }

    static boolean isCharacters(ColumnType type) {
        return CHARACTERS.contains(type.kind());
    }

    /**
     * The text by which the server reads the value in the target's column.
     *
     * @param zone where a time without an offset stands, and in which one with an offset loses it
     * @throws RowError if the value does not fit the target
     */
    public static String text(Object value, ColumnType source, ColumnType target, ZoneId zone) {
        Object assigned = isCharacters(source) ? value : convert(value, target.kind(), zone);
        String text = ColumnType.write(assigned);
        if (isSettled(assigned, source, target)) {
            return text;
        }
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        return target.canonical(bytes, 0, bytes.length, TextFormat.in(zone));
    }

    /** Whether the value needs no more judging: its class says that it is of the target's type, or its digits do. */
    private static boolean isSettled(Object value, ColumnType source, ColumnType target) {
        if (value instanceof BigDecimal number && target.precision() >= 0) {
            return number.scale() == target.scale()
                    && number.precision() - number.scale() <= target.precision() - target.scale();
        }
        boolean modified = target.length() >= 0 || target.precision() >= 0;
        boolean typed = value.getClass() == target.kind().valueClass() && !(value instanceof String);
        return !modified && (typed || source.equals(target));
    }

    private static Object convert(Object value, Kind target, ZoneId zone) {
        if (value instanceof OffsetDateTime time && target != TIMESTAMPTZ) {
            return local(time, target, zone);
        } else if (value instanceof Number number && INTEGERS.contains(target)) {
            return whole(number, target);
        } else if (value instanceof Number number && target == REAL) {
            return single(number);
        } else if (value instanceof Float number && target == DOUBLE) {
            return number.doubleValue();
        } else if (value instanceof Double number && target == NUMERIC) {
            return rounded(number, DOUBLE_DIGITS);
        } else if (value instanceof Float number && target == NUMERIC) {
            return rounded(number.doubleValue(), REAL_DIGITS);
        }
        return value;
    }

    private static Object local(OffsetDateTime time, Kind target, ZoneId zone) {
        if (time.equals(OffsetDateTime.MAX) || time.equals(OffsetDateTime.MIN)) {
            return time.equals(OffsetDateTime.MAX) ? LocalDateTime.MAX : LocalDateTime.MIN;
        }
        ZonedDateTime there = time.atZoneSameInstant(zone);
        return DATES.contains(target) || target == TIME ? there.toLocalDateTime() : there.toOffsetDateTime();
    }

    private static Number whole(Number number, Kind target) {
        if (number instanceof BigDecimal decimal) {
            return decimal.setScale(0, RoundingMode.HALF_UP);
        } else if (number instanceof Double || number instanceof Float) {
            if (!Double.isFinite(number.doubleValue())) {
                throw new RowError(target.name().toLowerCase(Locale.ROOT) + " out of range", "22003", null);
            }
            return new BigDecimal(Math.rint(number.doubleValue()));
        }
        return number;
    }

    private static Float single(Number number) {
        float value = number.floatValue();
        boolean lost = Float.isInfinite(value) && Double.isFinite(number.doubleValue());
        if (lost || (value == 0 && number.doubleValue() != 0)) {
            throw new RowError("value out of range: " + (lost ? "overflow" : "underflow"), "22003", null);
        }
        return value;
    }

    /** PostgreSQL takes only those digits of a float into a numeric that are surely meant. */
    private static Number rounded(Double number, MathContext digits) {
        return Double.isFinite(number) ? new BigDecimal(number).round(digits).stripTrailingZeros() : number;
    }
}
