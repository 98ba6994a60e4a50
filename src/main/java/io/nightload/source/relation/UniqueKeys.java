package io.nightload.source.relation;

import java.sql.DatabaseMetaData;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * What identifies the rows of a table.
 *
 * @param primary the primary key's columns in its order, by their names as jobs know them; empty where there is none
 * @param unique the columns of each unique index over columns alone, the primary key's too
 * @param isTable whether it is a table, so that what no index says is unique may well not be
 */
public record UniqueKeys(List<String> primary, List<Set<String>> unique, boolean isTable) {

    /** Of a query, of which nothing is known. */
    public static final UniqueKeys NONE = new UniqueKeys(List.of(), List.of(), false);

    private static final String PATH = """
            SELECT n.nspname FROM pg_catalog.pg_class c JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace
            WHERE c.oid = pg_catalog.to_regclass(?)""";

    /** Of the table with this name; nothing of a view. */
    public static UniqueKeys of(DatabaseMetaData database, DatabaseDialect dialect, RelationName name)
            throws SQLException {
        String schema = schema(database, dialect, name);
        Map<Integer, String> primary = new TreeMap<>();
        try (ResultSet rows = database.getPrimaryKeys(catalog(database), schema, name.table(dialect))) {
            while (rows.next()) {
                primary.put(rows.getInt("KEY_SEQ"), dialect.outward(rows.getString("COLUMN_NAME")));
            }
        }
        List<Set<String>> unique = new ArrayList<>(indexes(database, dialect, schema, name));
        if (!primary.isEmpty()) {
            unique.add(0, Set.copyOf(primary.values()));
        }
        return new UniqueKeys(List.copyOf(primary.values()), unique, isTable(database, dialect, schema, name));
    }

    /**
     * The one that the name means, which JDBC's catalogue cannot say: to it no schema is every schema. Null where the
     * database has none.
     */
    private static @Nullable String schema(DatabaseMetaData database, DatabaseDialect dialect, RelationName name)
            throws SQLException {
        Optional<String> written = name.schema(dialect);
        if (written.isPresent() || !dialect.isPostgres()) {
            return written.isPresent()
                    ? written.get()
                    : database.getConnection().getSchema();
        }
        try (PreparedStatement query = database.getConnection().prepareStatement(PATH)) {
            query.setString(1, name.sql(dialect));
            try (ResultSet rows = query.executeQuery()) {
                return rows.next() ? rows.getString(1) : null;
            }
        }
    }

    private static boolean isTable(
            DatabaseMetaData database, DatabaseDialect dialect, @Nullable String schema, RelationName name)
            throws SQLException {
        String escape = database.getSearchStringEscape();
        String schemas = schema == null ? null : literally(schema, escape);
        String table = literally(name.table(dialect), escape);
        try (ResultSet rows = database.getTables(catalog(database), schemas, table, null)) {
            return rows.next()
                    && rows.getString("TABLE_TYPE").endsWith("TABLE")
                    && !rows.getString("TABLE_TYPE").startsWith("FOREIGN");
        }
    }

    /** A name where JDBC takes a pattern. */
    private static String literally(String name, String escape) {
        return name.replace(escape, escape + escape).replace("_", escape + "_").replace("%", escape + "%");
    }

    private static Collection<Set<String>> indexes(
            DatabaseMetaData database, DatabaseDialect dialect, @Nullable String schema, RelationName name)
            throws SQLException {
        Map<String, Set<String>> columns = new TreeMap<>();
        Set<String> partial = new HashSet<>();
        try (ResultSet rows = database.getIndexInfo(catalog(database), schema, name.table(dialect), true, true)) {
            while (rows.next()) {
                String index = rows.getString("INDEX_NAME");
                String column = rows.getString("COLUMN_NAME");
                if (index == null || column == null || isPartial(rows.getString("FILTER_CONDITION"))) {
                    partial.add(String.valueOf(index));
                } else {
                    columns.computeIfAbsent(index, i -> new HashSet<>()).add(dialect.outward(unquoted(column)));
                }
            }
        }
        columns.keySet().removeAll(partial);
        return columns.values();
    }

    private static boolean isPartial(@Nullable String condition) {
        return condition != null && !condition.isEmpty();
    }

    /** pgjdbc names an index's columns as SQL, with quotes where they need them. */
    private static String unquoted(String name) {
        return name.length() > 2 && name.startsWith("\"") && name.endsWith("\"")
                ? name.substring(1, name.length() - 1).replace("\"\"", "\"")
                : name;
    }

    private static @Nullable String catalog(DatabaseMetaData database) throws SQLException {
        return database.getConnection().getCatalog();
    }

    /** Whether no two rows can agree in all of these columns, of which {@code required} are never NULL. */
    public boolean identify(Collection<String> columns, Set<String> required) {
        return unique.stream().anyMatch(key -> columns.containsAll(key) && required.containsAll(key));
    }
}
