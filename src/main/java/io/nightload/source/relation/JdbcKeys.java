package io.nightload.source.relation;

import java.sql.DatabaseMetaData;
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

/** What JDBC's metadata tells of a table's keys, of any database. */
final class JdbcKeys {

    private JdbcKeys() {}

    /** Of the table with this name; nothing of a view. */
    static UniqueKeys of(DatabaseMetaData database, DatabaseDialect dialect, RelationName name) throws SQLException {
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

    /** Without one, to JDBC's catalogue, each schema is meant. Null where the database has none. */
    private static @Nullable String schema(DatabaseMetaData database, DatabaseDialect dialect, RelationName name)
            throws SQLException {
        Optional<String> written = name.schema(dialect);
        return written.isPresent() ? written.get() : database.getConnection().getSchema();
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
}
