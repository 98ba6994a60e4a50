package io.nightload.model;

import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * The name of a table, with or without its schema.
 *
 * @param schema or null where the search path decides
 */
public record TableName(@Nullable String schema, String table) {

    private static final String PART = "(\"(?:[^\"]|\"\")+\"|[\\p{L}_][\\p{L}\\p{N}_$]*)";
    private static final Pattern NAME = Pattern.compile("\\s*(?:" + PART + "\\s*\\.\\s*)?" + PART + "\\s*");

    /**
     * Reads a name as SQL does: {@code shop.customers}, {@code "My Schema"."Order Lines"}; without quotes, capitals are small.
     *
     * @throws IllegalArgumentException if it is no name; the message says how one is written
     */
    public static TableName parse(String text) {
        Matcher m = NAME.matcher(text);
        if (!m.matches()) {
            throw new IllegalArgumentException(
                    "'" + text + "' is no name of a table: write schema.table, and in double quotes"
                            + " what has capitals, blanks or other signs: \"My Schema\".\"Order Lines\"");
        }
        String schema = m.group(1);
        return new TableName(schema == null ? null : unquoted(schema), unquoted(m.group(2)));
    }

    private static String unquoted(String part) {
        return part.startsWith("\"")
                ? part.substring(1, part.length() - 1).replace("\"\"", "\"")
                : part.toLowerCase(Locale.ROOT);
    }

    /** For SQL: always in quotes. */
    public String quoted() {
        return schema == null ? quote(table) : quote(schema) + "." + quote(table);
    }

    /** An identifier for SQL, in quotes. */
    public static String quote(String identifier) {
        return '"' + identifier.replace("\"", "\"\"") + '"';
    }

    /** For people: in quotes only where SQL needs them. */
    @Override
    public String toString() {
        return schema == null ? shown(table) : shown(schema) + "." + shown(table);
    }

    static String shown(String identifier) {
        return identifier.matches("[a-z_][a-z0-9_$]*") ? identifier : quote(identifier);
    }
}
