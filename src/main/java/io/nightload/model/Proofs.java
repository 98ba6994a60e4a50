package io.nightload.model;

/**
 * Conditions in SQL under which PostgreSQL's catalogue (12 or newer) proves something of all rows that a query of a table reads,
 * whoever wrote them and when. What refuses new rows is not yet a proof: see the package's description.
 */
public final class Proofs {

    /** Of a table's number: others inherit from it, whose rows a query of it reads too. To be formatted with the number. */
    public static final String INHERITED = """
            EXISTS (SELECT FROM pg_catalog.pg_inherits h JOIN pg_catalog.pg_class p ON p.oid = h.inhparent
                    WHERE h.inhparent = %s AND p.relkind <> 'p')""";

    /**
     * Of an index, {@code i}: where the columns of its key hold no NULL, no two rows are equal in all of them, by the equality
     * that conditions and orders go by. A collation may tell values apart that the column's takes for equal, and so may an operator class.
     */
    public static final String UNIQUE =
            "i.indisunique AND i.indisvalid AND i.indpred IS NULL AND i.indexprs IS NULL AND NOT "
                    + INHERITED.formatted("i.indrelid")
                    + """
                     AND (i.indisprimary OR NOT EXISTS (
                        SELECT FROM ROWS FROM (pg_catalog.unnest(i.indkey::pg_catalog.int2[]),
                                               pg_catalog.unnest(i.indcollation::pg_catalog.oid[]),
                                               pg_catalog.unnest(i.indclass::pg_catalog.oid[])) AS u (attnum, collation_oid, class)
                        JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.attnum
                        JOIN pg_catalog.pg_opclass x ON x.oid = u.class
                        LEFT JOIN pg_catalog.pg_collation c ON c.oid = a.attcollation
                        WHERE (u.collation_oid <> a.attcollation AND NOT c.collisdeterministic)
                          OR NOT EXISTS (
                            WITH RECURSIVE base AS (
                                SELECT a.atttypid AS type
                              UNION ALL
                                SELECT t.typbasetype FROM base JOIN pg_catalog.pg_type t ON t.oid = base.type AND t.typtype = 'd'
                            ), usual AS (
                                SELECT d.opcfamily, d.opcintype, d.opcintype IN (SELECT type FROM base) AS own
                                FROM pg_catalog.pg_opclass d WHERE d.opcmethod = x.opcmethod AND d.opcdefault
                            )
                            SELECT FROM usual
                            JOIN pg_catalog.pg_amop o ON o.amopfamily = usual.opcfamily AND o.amopstrategy = 3
                              AND o.amoplefttype = usual.opcintype AND o.amoprighttype = usual.opcintype
                            JOIN pg_catalog.pg_amop e ON e.amopfamily = x.opcfamily AND e.amopstrategy = 3
                              AND e.amoplefttype = x.opcintype AND e.amoprighttype = x.opcintype AND e.amopopr = o.amopopr
                            WHERE usual.own OR NOT EXISTS (SELECT FROM usual WHERE own))))
                    """;

    /** A column of the key of an index, {@code i}, in the key's order. */
    public static final String COLUMNS = """
            ARRAY(SELECT a.attname::pg_catalog.text
                  FROM pg_catalog.unnest(i.indkey::pg_catalog.int2[]) WITH ORDINALITY AS k (attnum, place)
                  JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = k.attnum
                  WHERE k.place <= i.indnkeyatts ORDER BY k.place)""";

    /**
     * A query of the names of a table's columns in which no row has NULL. To be formatted with the table's number. A domain's NOT NULL
     * is none of them, nor a foreign table's, nor that of a table from which another inherits without it.
     */
    public static final String NEVER_NULL = """
            WITH RECURSIVE tree AS (
                SELECT CAST(%1$s AS pg_catalog.oid) AS oid
              UNION
                SELECT h.inhrelid FROM tree JOIN pg_catalog.pg_inherits h ON h.inhparent = tree.oid
            )
            SELECT a.attname FROM tree
            JOIN pg_catalog.pg_class c ON c.oid = tree.oid
            JOIN pg_catalog.pg_attribute a ON a.attrelid = tree.oid AND a.attnum > 0 AND NOT a.attisdropped
            GROUP BY a.attname
            HAVING pg_catalog.bool_and(
                a.attnotnull AND c.relkind <> 'f'
                AND NOT EXISTS (SELECT FROM pg_catalog.pg_constraint k
                                WHERE k.conrelid = a.attrelid AND k.contype = 'n' AND a.attnum = ANY (k.conkey)
                                  AND NOT k.convalidated))
            """;

    private Proofs() {}
}
