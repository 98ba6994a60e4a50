package io.nightload.source.relation;

import io.nightload.row.ColumnType;
import java.sql.PreparedStatement;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Describes the columns of a query that is prepared and bound; it is not executed. */
public final class ColumnDescriptions {

    private ColumnDescriptions() {}

    /**
     * The columns, or empty where the statement gives no rows.
     *
     * @param relation whether it selects from one table or view alone. Of any other query a column counts as nullable
     *     whatever the driver says: PostgreSQL's looks at the table that it comes from, also where an outer join
     *     has no row of it
     */
    public static Optional<List<SourceColumn>> of(PreparedStatement query, DatabaseDialect dialect, boolean relation)
            throws SQLException {
        @Nullable ResultSetMetaData metadata = query.getMetaData();
        if (metadata == null) {
            return Optional.empty();
        }
        PostgresTypes types = new PostgresTypes(query.getConnection());
        List<SourceColumn> columns = new ArrayList<>();
        for (int i = 1; i <= metadata.getColumnCount(); i++) {
            String label = metadata.getColumnLabel(i);
            ColumnType type = dialect.isPostgres() ? types.of(metadata, i) : JdbcTypes.of(metadata, i);
            boolean nullable = !relation || metadata.isNullable(i) != ResultSetMetaData.columnNoNulls;
            FieldText text = dialect.isPostgres() ? PostgresTypes.text(type) : JdbcTypes.text(type);
            columns.add(new SourceColumn(dialect.outward(label), label, type, nullable, text));
        }
        return Optional.of(columns);
    }
}
