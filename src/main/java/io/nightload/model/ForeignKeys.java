package io.nightload.model;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.List;
import org.springframework.jdbc.core.simple.JdbcClient;

/** Reads the foreign keys of tables; those of partitions are their table's. */
final class ForeignKeys {

    private static final String QUERY = """
            SELECT k.conname, k.conrelid, fn.nspname AS from_schema, f.relname AS from_table,
                   tn.nspname AS to_schema, t.relname AS to_table,
                   ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(k.conkey) WITH ORDINALITY AS u (number, place)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.conrelid AND a.attnum = u.number
                         ORDER BY u.place) AS columns,
                   ARRAY(SELECT a.attname::pg_catalog.text
                         FROM pg_catalog.unnest(k.confkey) WITH ORDINALITY AS u (number, place)
                         JOIN pg_catalog.pg_attribute a ON a.attrelid = k.confrelid AND a.attnum = u.number
                         ORDER BY u.place) AS target_columns,
                   EXISTS (SELECT FROM pg_catalog.pg_index i
                           WHERE i.indrelid = k.conrelid AND {unique} AND i.indimmediate
                             AND (i.indkey::pg_catalog.int2[])[0 : (i.indnkeyatts - 1)] <@ k.conkey) AS is_unique,
                   EXISTS (SELECT FROM pg_catalog.pg_attribute a
                           WHERE a.attrelid = k.conrelid AND a.attnum = ANY (k.conkey) AND NOT a.attnotnull) AS optional,
                   (SELECT pg_catalog.count(*) = 2 FROM pg_catalog.pg_constraint o
                    WHERE o.conrelid = k.conrelid AND o.contype = 'f' AND o.conparentid = 0)
                   AND NOT EXISTS (
                       SELECT FROM pg_catalog.pg_attribute a
                       WHERE a.attrelid = k.conrelid AND a.attnum > 0 AND NOT a.attisdropped
                         AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint o
                                         WHERE o.conrelid = k.conrelid AND o.contype = 'f' AND a.attnum = ANY (o.conkey))
                   ) AS is_link
            FROM pg_catalog.pg_constraint k
            JOIN pg_catalog.pg_class f ON f.oid = k.conrelid
            JOIN pg_catalog.pg_namespace fn ON fn.oid = f.relnamespace
            JOIN pg_catalog.pg_class t ON t.oid = k.confrelid
            JOIN pg_catalog.pg_namespace tn ON tn.oid = t.relnamespace
            WHERE k.contype = 'f' AND k.conparentid = 0 AND %s = :table
            ORDER BY fn.nspname, f.relname, k.conname
            """.replace("{unique}", Proofs.UNIQUE);

    private final JdbcClient jdbc;

    ForeignKeys(JdbcClient jdbc) {
        this.jdbc = jdbc;
    }

    /** Those that this table has. */
    List<ForeignKey> of(long table) {
        return read("k.conrelid", table);
    }

    /** Those of any table that refer to this one. */
    List<ForeignKey> to(long table) {
        return read("k.confrelid", table);
    }

    private List<ForeignKey> read(String end, long table) {
        return jdbc.sql(QUERY.formatted(end))
                .param("table", table)
                .query((row, number) -> foreignKey(row))
                .list();
    }

    private static ForeignKey foreignKey(ResultSet row) throws SQLException {
        return new ForeignKey(
                row.getString("conname"),
                new TableName(row.getString("from_schema"), row.getString("from_table")),
                row.getLong("conrelid"),
                ColumnTypes.strings(row, "columns"),
                new TableName(row.getString("to_schema"), row.getString("to_table")),
                ColumnTypes.strings(row, "target_columns"),
                row.getBoolean("is_unique"),
                row.getBoolean("optional"),
                row.getBoolean("is_link"));
    }
}
