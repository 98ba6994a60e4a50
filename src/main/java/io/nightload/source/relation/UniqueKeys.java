package io.nightload.source.relation;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.Collection;
import java.util.List;
import java.util.Set;

/**
 * What identifies the rows of a table.
 *
 * @param primary the primary key's columns in its order, by their names as jobs know them; empty where there is none, or it does
 *     not hold for all rows that are read
 * @param unique the columns of each unique index over columns alone, the primary key's too
 * @param isTable whether it is a table whose indexes cover all of its rows, so that what no index says is unique may well not be
 */
public record UniqueKeys(List<String> primary, List<Set<String>> unique, boolean isTable) {

    /** Of a query, of which nothing is known. */
    public static final UniqueKeys NONE = new UniqueKeys(List.of(), List.of(), false);

    /** Of the table with this name; nothing of a view. */
    public static UniqueKeys of(Connection connection, DatabaseDialect dialect, RelationName name) throws SQLException {
        return PostgresTable.isKnownTo(connection, dialect)
                ? new PostgresTable(connection, name.sql(dialect)).keys()
                : JdbcKeys.of(connection.getMetaData(), dialect, name);
    }

    /** Whether no two rows can agree in all of these columns, of which {@code required} are never NULL. */
    public boolean identify(Collection<String> columns, Set<String> required) {
        return unique.stream().anyMatch(key -> columns.containsAll(key) && required.containsAll(key));
    }
}
