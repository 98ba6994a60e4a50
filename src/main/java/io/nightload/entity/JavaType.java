package io.nightload.entity;

import io.nightload.row.ColumnType;
import java.math.BigDecimal;
import java.math.BigInteger;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import java.util.function.UnaryOperator;
import org.springframework.util.ClassUtils;

/**
 * The type of column that values of a Java class go into.
 *
 * @param column the type
 * @param value turns one of the class into what {@link ColumnType} says its values are
 */
public record JavaType(ColumnType column, UnaryOperator<Object> value) {

    private static final Map<Class<?>, JavaType> KNOWN = Map.ofEntries(
            same(String.class, "text"),
            same(Boolean.class, "boolean"),
            same(Short.class, "smallint"),
            same(Integer.class, "integer"),
            same(Long.class, "bigint"),
            same(Float.class, "real"),
            same(Double.class, "double precision"),
            same(BigDecimal.class, "numeric"),
            same(LocalDate.class, "date"),
            same(LocalTime.class, "time"),
            same(LocalDateTime.class, "timestamp"),
            same(OffsetDateTime.class, "timestamptz"),
            same(UUID.class, "uuid"),
            same(byte[].class, "bytea"),
            turned(Byte.class, "smallint", Byte::shortValue),
            turned(Character.class, "text", String::valueOf),
            turned(BigInteger.class, "numeric", BigDecimal::new),
            turned(Instant.class, "timestamptz", instant -> instant.atOffset(ZoneOffset.UTC)),
            turned(ZonedDateTime.class, "timestamptz", ZonedDateTime::toOffsetDateTime),
            turned(java.sql.Date.class, "date", java.sql.Date::toLocalDate),
            turned(java.sql.Time.class, "time", java.sql.Time::toLocalTime),
            turned(java.sql.Timestamp.class, "timestamptz", JavaType::instant),
            turned(java.util.Date.class, "timestamptz", JavaType::instant));

    /** That of a class, its primitive included; an enum's values are their names. Empty where no column takes them. */
    public static Optional<JavaType> of(Class<?> type) {
        Class<?> boxed = ClassUtils.resolvePrimitiveIfNecessary(type);
        if (boxed.isEnum()) {
            return Optional.of(new JavaType(ColumnType.TEXT, value -> ((Enum<?>) value).name()));
        }
        return Optional.ofNullable(KNOWN.get(boxed));
    }

    /** A point in time, whatever zone the JVM shows it in. One of java.sql's dates, which has no time, knows its milliseconds only. */
    @SuppressWarnings("JavaUtilDate") // the class is the user's choice
    private static OffsetDateTime instant(java.util.Date date) {
        Instant instant = date instanceof java.sql.Timestamp ? date.toInstant() : Instant.ofEpochMilli(date.getTime());
        return instant.atOffset(ZoneOffset.UTC);
    }

    private static Map.Entry<Class<?>, JavaType> same(Class<?> type, String column) {
        return Map.entry(type, new JavaType(ColumnType.parse(column), UnaryOperator.identity()));
    }

    private static <T> Map.Entry<Class<?>, JavaType> turned(Class<T> type, String column, Function<T, Object> turn) {
        return Map.entry(type, new JavaType(ColumnType.parse(column), value -> turn.apply(type.cast(value))));
    }
}
