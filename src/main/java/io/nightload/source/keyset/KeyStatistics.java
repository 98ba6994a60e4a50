package io.nightload.source.keyset;

import java.math.BigDecimal;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What PostgreSQL's ANALYZE has left of a column: its most common values, and those between which equally many rows lie. */
public final class KeyStatistics {

    private static final Set<String> NUMBERS = Set.of("smallint", "integer", "bigint", "numeric");

    private static final String COLUMN = """
            SELECT pg_catalog.format_type(a.atttypid, NULL) AS type,
              (SELECT pg_catalog.quote_ident(n.nspname) || '.' || pg_catalog.quote_ident(o.collname)
                FROM pg_catalog.pg_collation o JOIN pg_catalog.pg_namespace n ON n.oid = o.collnamespace
                WHERE o.oid = a.attcollation) AS collation
            FROM pg_catalog.pg_attribute a
            WHERE a.attrelid = pg_catalog.to_regclass(?) AND a.attname = ? AND NOT a.attisdropped
              AND (SELECT t.typcategory FROM pg_catalog.pg_type t WHERE t.oid = a.atttypid) <> 'A'""";

    /** The values are kept as an array of any type, which only its text leads out of; that of arrays leads nowhere. */
    private static final String VALUES = """
            WITH s AS (
              SELECT s.most_common_vals::text::%1$s[] AS common, s.most_common_freqs AS shares,
                s.histogram_bounds::text::%1$s[] AS bounds, s.null_frac
              FROM pg_catalog.pg_stats s
              JOIN pg_catalog.pg_class c ON c.oid = pg_catalog.to_regclass(?)
              JOIN pg_catalog.pg_namespace n ON n.oid = c.relnamespace AND n.nspname = s.schemaname
              WHERE s.tablename = c.relname AND s.attname = ?
              ORDER BY s.inherited DESC LIMIT 1),
            weighted AS (
              SELECT v.value, v.share FROM s, LATERAL unnest(s.common, s.shares) AS v (value, share)
              UNION ALL
              SELECT v.value, CASE WHEN v.n = 1 THEN 0 ELSE
                  (1 - s.null_frac - coalesce((SELECT pg_catalog.sum(f) FROM unnest(s.shares) AS f), 0))
                  / (pg_catalog.array_length(s.bounds, 1) - 1) END
              FROM s, LATERAL unnest(s.bounds) WITH ORDINALITY AS v (value, n))
            SELECT value::text, share FROM weighted ORDER BY weighted.value %2$s""";

    private KeyStatistics() {}

    /**
     * The values that partitions of about equal weight begin with, but the first one. Where the table was never analyzed, or is no
     * table: for numbers at equal distances, and otherwise none.
     *
     * @param connection whose settings give canonical text
     * @param table as SQL
     * @param column as the database calls it
     * @param descending whether the order of the key goes from greater to less values
     */
    public static List<String> cuts(
            Connection connection, String table, String column, boolean descending, int partitions)
            throws SQLException {
        String name = "\"" + column.replace("\"", "\"\"") + "\"";
        try (PreparedStatement found = prepared(connection, COLUMN, table, column);
                ResultSet known = found.executeQuery()) {
            if (!known.next()) {
                return List.of();
            }
            String type = known.getString("type");
            String collation = known.getString("collation");
            String order = (collation == null ? "" : "COLLATE " + collation) + (descending ? " DESC" : "");
            List<String> cuts = weights(connection, VALUES.formatted(type, order), table, column)
                    .cuts(partitions);
            return cuts.isEmpty() && NUMBERS.contains(type)
                    ? ends(connection, table, name, descending, partitions)
                    : cuts;
        }
    }

    private static List<String> ends(
            Connection connection, String table, String column, boolean descending, int partitions)
            throws SQLException {
        try (PreparedStatement query =
                        connection.prepareStatement("SELECT min(" + column + "), max(" + column + ") FROM " + table);
                ResultSet row = query.executeQuery()) {
            row.next();
            return between(row.getString(1), row.getString(2), descending, partitions);
        }
    }

    /**
     * The same for numbers, at equal distances.
     *
     * @param least of them, and the greatest, as text; null where there are none
     */
    public static List<String> between(
            @Nullable String least, @Nullable String greatest, boolean descending, int partitions) {
        if (least == null || greatest == null || !isFinite(least) || !isFinite(greatest)) {
            return List.of();
        }
        BigDecimal first = new BigDecimal(descending ? greatest : least);
        return KeyWeights.between(first, new BigDecimal(descending ? least : greatest), partitions);
    }

    private static boolean isFinite(String number) {
        return !number.endsWith("N") && !number.endsWith("y");
    }

    private static KeyWeights weights(Connection connection, String sql, String table, String column)
            throws SQLException {
        List<String> values = new ArrayList<>();
        List<Double> shares = new ArrayList<>();
        double sum = 0;
        try (PreparedStatement query = prepared(connection, sql, table, column);
                ResultSet rows = query.executeQuery()) {
            while (rows.next()) {
                sum += rows.getDouble("share");
                values.add(rows.getString("value"));
                shares.add(sum);
            }
        }
        return new KeyWeights(values, shares);
    }

    private static PreparedStatement prepared(Connection connection, String sql, String table, String column)
            throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        statement.setString(1, table);
        statement.setString(2, column);
        return statement;
    }
}
