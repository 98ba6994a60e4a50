package io.nightload.source.objects;

import io.nightload.spec.Parameters;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.OffsetDateTime;
import java.time.ZoneId;
import java.time.ZonedDateTime;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.HibernateCriteriaBuilder;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which objects are read, as HQL over their attributes.
 *
 * @param entity its name in HQL
 * @param text as the job has it, or null for all
 * @param zone for timestamps that are compared with an instant
 */
record Condition(String entity, @Nullable String text, Parameters parameters, ZoneId zone) {

    /** What stands before the condition in the query that is parsed. */
    static String prefix(String entity) {
        return "select nightload_root from `" + entity + "` nightload_root where (";
    }

    JpaCriteriaQuery<Object> query(HibernateCriteriaBuilder criteria) {
        return criteria.createQuery(prefix(entity) + (text == null ? "1 = 1" : text) + "\n)", Object.class);
    }

    /** Gives the condition's parameters their values; those of the key are not among the job's. */
    void bind(Query<?> query) {
        for (var parameter : query.getParameters()) {
            String name = parameter.getName();
            if (name != null) {
                parameters
                        .find(name)
                        .ifPresent(value -> bind(query, name, as(parameter.getParameterType(), value.value())));
            }
        }
    }

    private static void bind(Query<?> query, String name, Object value) {
        query.setParameter(name, value);
    }

    /** The value as the class that it is compared with. */
    private Object as(@Nullable Class<?> type, Object value) {
        if (value instanceof Long number) {
            return number(type, number);
        }
        if (value instanceof LocalDate date && type == LocalDateTime.class) {
            return date.atStartOfDay();
        }
        if (!(value instanceof LocalDateTime local)) {
            return value;
        }
        ZonedDateTime zoned = local.atZone(zone);
        return type == OffsetDateTime.class
                ? zoned.toOffsetDateTime()
                : type == Instant.class ? zoned.toInstant() : type == ZonedDateTime.class ? zoned : value;
    }

    private static Object number(@Nullable Class<?> type, Long number) {
        if (type == Integer.class) {
            return Math.toIntExact(number);
        }
        if (type == Short.class) {
            return (short) Math.toIntExact(number);
        }
        return type == BigDecimal.class ? BigDecimal.valueOf(number) : number;
    }
}
