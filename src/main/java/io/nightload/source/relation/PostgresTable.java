package io.nightload.source.relation;

import io.nightload.model.Proofs;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;

/** What PostgreSQL's catalogue proves of all rows of a table. */
final class PostgresTable {

    private static final int OLDEST = 12;

    private static final String NUMBER = "pg_catalog.to_regclass(?)::pg_catalog.oid";

    private static final String KEYS = "SELECT i.indisprimary, " + Proofs.COLUMNS
            + " FROM pg_catalog.pg_index i WHERE i.indrelid = " + NUMBER + " AND " + Proofs.UNIQUE
            + " ORDER BY NOT i.indisprimary, i.indexrelid";

    private static final String IS_COVERED = "SELECT FROM pg_catalog.pg_class c WHERE c.oid = " + NUMBER
            + " AND c.relkind IN ('r', 'p') AND NOT " + Proofs.INHERITED.formatted("c.oid");

    private static final String NEVER_NULL = Proofs.NEVER_NULL.formatted(NUMBER);

    private final Connection connection;
    private final String name;

    /** @param name for SQL, in quotes */
    PostgresTable(Connection connection, String name) {
        this.connection = connection;
        this.name = name;
    }

    /** Whether the server has such a catalogue: older ones, and others that speak its protocol, know less. */
    static boolean isKnownTo(Connection connection, DatabaseDialect dialect) throws SQLException {
        return dialect.isPostgres() && connection.getMetaData().getDatabaseMajorVersion() >= OLDEST;
    }

    UniqueKeys keys() throws SQLException {
        List<String> primary = List.of();
        List<Set<String>> unique = new ArrayList<>();
        try (PreparedStatement query = query(KEYS);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                List<String> columns = List.of((String[]) rows.getArray(2).getArray());
                primary = rows.getBoolean(1) ? columns : primary;
                unique.add(Set.copyOf(columns));
            }
        }
        return new UniqueKeys(primary, unique, isCovered());
    }

    /** Whether its own indexes see all rows that a query of it reads. */
    private boolean isCovered() throws SQLException {
        try (PreparedStatement query = query(IS_COVERED);
                ResultSet rows = query.executeQuery()) {
            return rows.next();
        }
    }

    /** The columns that have no NULL in any row. */
    Set<String> neverNull() throws SQLException {
        Set<String> names = new HashSet<>();
        try (PreparedStatement query = query(NEVER_NULL);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                names.add(rows.getString(1));
            }
        }
        return names;
    }

    private PreparedStatement query(String sql) throws SQLException {
        PreparedStatement query = connection.prepareStatement(sql);
        query.setString(1, name);
        return query;
    }
}
