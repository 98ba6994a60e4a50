package io.nightload.source.entity;

import io.nightload.model.TableName;
import io.nightload.spec.Parameters;
import java.math.BigDecimal;
import java.time.LocalDateTime;
import java.time.ZoneId;
import org.hibernate.query.Query;
import org.hibernate.query.criteria.JpaCriteriaQuery;
import org.jspecify.annotations.Nullable;

/**
 * Which of the root's rows are read, as HQL with parameters.
 *
 * @param text as the job has it, or null for all rows
 * @param zone for timestamps that are compared with one that has an offset
 */
record Where(TableName root, @Nullable String text, Parameters parameters, ZoneId zone) {

    /** What stands before the condition in the query that is parsed. */
    static String prefix(String entityName) {
        return "select 1 from `" + entityName + "` nightload_root where (";
    }

    /** The root's rows that meet the condition. */
    JpaCriteriaQuery<Object[]> query(Sessions sessions) {
        if (text == null) {
            JpaCriteriaQuery<Object[]> all = sessions.criteria().createQuery(Object[].class);
            all.from(sessions.mapping().type(root));
            return all;
        }
        return sessions.criteria()
                .createQuery(prefix(sessions.mapping().entityName(root)) + text + "\n)", Object[].class);
    }

    /** Gives the condition's parameters their values. */
    void bind(Query<?> query) {
        for (var parameter : query.getParameters()) {
            String name = parameter.getName();
            if (name != null && !name.startsWith(Queries.KEY)) {
                Object value = parameters
                        .find(name)
                        .orElseThrow(() -> new IllegalStateException("no parameter :" + name))
                        .value();
                query.setParameter(name, as(parameter.getParameterType(), value));
            }
        }
    }

    /** The value as the class that it is compared with. */
    private Object as(@Nullable Class<?> type, Object value) {
        if (value instanceof Long number) {
            if (type == Integer.class) {
                return Math.toIntExact(number);
            }
            if (type == Short.class) {
                return (short) Math.toIntExact(number);
            }
            return type == BigDecimal.class ? BigDecimal.valueOf(number) : number;
        }
        boolean instant = value instanceof LocalDateTime && type == java.time.OffsetDateTime.class;
        return instant ? ((LocalDateTime) value).atZone(zone).toOffsetDateTime() : value;
    }
}
