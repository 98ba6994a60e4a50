package io.nightload.source.relation;

import io.nightload.row.ColumnType;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Describes the columns of a query that is prepared and bound; it is not executed. */
public final class ColumnDescriptions {

    private ColumnDescriptions() {}

    /**
     * The columns, or empty where the statement gives no rows.
     *
     * @param relation the table or view from which alone it selects, or null. Of any other query a column counts as nullable
     *     whatever the driver says: PostgreSQL's looks at the table that it comes from, also where an outer join
     *     has no row of it
     */
    public static Optional<List<SourceColumn>> of(
            PreparedStatement query, DatabaseDialect dialect, @Nullable RelationName relation) throws SQLException {
        @Nullable ResultSetMetaData metadata = query.getMetaData();
        if (metadata == null) {
            return Optional.empty();
        }
        PostgresTypes types = new PostgresTypes(query.getConnection());
        Set<String> neverNull =
                relation == null ? Set.of() : neverNull(query.getConnection(), metadata, dialect, relation);
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String label = metadata.getColumnLabel(i);
            ColumnType type = dialect.isPostgres() ? types.of(metadata, i) : JdbcTypes.of(metadata, i);
            FieldText text = dialect.isPostgres() ? PostgresTypes.text(type) : JdbcTypes.text(type);
            columns.add(new SourceColumn(dialect.outward(label), label, type, !neverNull.contains(label), text));
        }
        return Optional.of(columns);
    }

    private static Set<String> neverNull(
            Connection connection, ResultSetMetaData metadata, DatabaseDialect dialect, RelationName relation)
            throws SQLException {
        if (PostgresTable.isKnownTo(connection, dialect)) {
            return new PostgresTable(connection, relation.sql(dialect)).neverNull();
        }
        Set<String> labels = new HashSet<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            if (metadata.isNullable(i) == ResultSetMetaData.columnNoNulls) {
                labels.add(metadata.getColumnLabel(i));
            }
        }
        return labels;
    }
}
