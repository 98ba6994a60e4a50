package io.nightload.spec.settings;

import io.nightload.spec.RetryOptions;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * What one place sets.
 *
 * @param values {@code project}, {@code time_zone}, {@code lease.heartbeat} and {@code lease.expiry}
 * @param connections by name
 * @param retry of steps
 */
record Layer(
        Map<String, Setting> values,
        Map<String, Setting> variables,
        Map<String, Connection> connections,
        RetryOptions retry) {

    static final Layer EMPTY = new Layer(Map.of(), Map.of(), Map.of(), RetryOptions.NONE);

    /** @param fields {@code url}, {@code username}, {@code password}, {@code password_file} */
    record Connection(Map<String, Setting> fields, Map<String, Setting> properties) {

        Connection under(Connection upper) {
            return new Connection(merged(fields, upper.fields), merged(properties, upper.properties));
        }
    }

    /** This layer with another over it: each of its values replaces the one of the same name. */
    Layer under(Layer upper) {
        Map<String, Connection> all = new LinkedHashMap<>(connections);
        upper.connections.forEach((name, connection) -> all.merge(name, connection, Connection::under));
        return new Layer(
                merged(values, upper.values), merged(variables, upper.variables), all, retry.under(upper.retry));
    }

    private static Map<String, Setting> merged(Map<String, Setting> lower, Map<String, Setting> upper) {
        Map<String, Setting> merged = new LinkedHashMap<>(lower);
        merged.putAll(upper);
        return merged;
    }
}
