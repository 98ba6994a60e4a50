package io.nightload.spec;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How a database is reached.
 *
 * @param name as job files call it: {@code target}, {@code control}, or any other
 * @param url a JDBC URL, without a password
 * @param password never printed
 * @param properties more properties of the driver
 * @param where what the setting came from, for messages: a position in {@code nightload.yaml} or a variable's name
 */
public record ConnectionSpec(
        String name,
        String url,
        @Nullable String username,
        @Nullable String password,
        Map<String, String> properties,
        String where) {

    @Override
    public String toString() {
        return name + " (" + url + ")";
    }
}
