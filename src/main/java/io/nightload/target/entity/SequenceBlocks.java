package io.nightload.target.entity;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;

/** Takes keys from a sequence, as many as a chunk needs with one statement. */
final class SequenceBlocks {

    private SequenceBlocks() {}

    /** @param sequence its name, quoted */
    static long[] take(Connection connection, String sequence, int count) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(
                "SELECT pg_catalog.nextval(?::pg_catalog.regclass) FROM pg_catalog.generate_series(1, ?)")) {
            statement.setString(1, sequence);
            statement.setInt(2, count);
            long[] keys = new long[count];
            try (ResultSet rows = statement.executeQuery()) {
                for (int i = 0; rows.next(); i++) {
                    keys[i] = rows.getLong(1);
                }
            }
            return keys;
        }
    }
}
