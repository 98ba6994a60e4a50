package io.nightload.target.search;

import java.util.List;
import java.util.stream.Collectors;

/**
 * A script in PL/pgSQL that finds the rows which a constraint of their table will probably refuse, a query for each: so the others can go
 * in at once, and only these have to be tried by themselves. It is a guess, and no row is refused for it: triggers may change a row, a
 * privilege to look may lack, and of a unique value's rows the first may be bad itself. A query that fails at a row, or is not allowed, has
 * found nothing.
 *
 * @param table to which the rows go, for SQL
 * @param rows a relation of them in the types of the table, for SQL, with the column {@code number}
 * @param number the column with their numbers, for SQL
 * @param columns the rows', without quotes
 * @param unique whether a row with a unique value that is there already is one
 */
record Suspects(String table, String rows, String number, List<String> columns, boolean unique) {

    /** Where nothing is guessed. */
    static final String NONE = "";

    /** Equality is what an index or key compares by, for the types of {@code pg_catalog}; of others nothing is guessed. */
    private static final String QUERIES = """
            SELECT pg_catalog.format('SELECT pg_catalog.array_agg(q.%1$s) FROM %2$s AS q WHERE NOT (%%s)',
                     pg_catalog.pg_get_expr(c.conbin, c.conrelid))
            FROM pg_catalog.pg_constraint c WHERE c.conrelid = %3$s AND c.contype = 'c'
            UNION ALL
            SELECT pg_catalog.format(
                     'SELECT pg_catalog.array_agg(q.n) FROM (SELECT %1$s AS n, %%I AS value FROM %2$s AS r) AS q WHERE NOT (%%s)',
                     a.attname, pg_catalog.pg_get_expr(c.conbin, 0))
            FROM pg_catalog.pg_attribute a JOIN pg_catalog.pg_constraint c ON c.contypid = a.atttypid AND c.contype = 'c'
            WHERE a.attrelid = %3$s AND a.attname = ANY (%4$s)
            UNION ALL
            SELECT pg_catalog.format('SELECT pg_catalog.array_agg(q.%1$s) FROM %2$s AS q WHERE %%s AND NOT EXISTS (SELECT FROM %%s AS r WHERE %%s)',
                     k.present, c.confrelid::pg_catalog.regclass, k.same)
                   || CASE WHEN c.confrelid = c.conrelid THEN pg_catalog.format(' AND NOT EXISTS (SELECT FROM %2$s AS r WHERE %%s)', k.same) ELSE '' END
            FROM pg_catalog.pg_constraint c CROSS JOIN LATERAL (
              SELECT pg_catalog.string_agg(pg_catalog.format('q.%%I IS NOT NULL', a.attname), ' AND ') AS present,
                     pg_catalog.string_agg(pg_catalog.format('r.%%I = q.%%I', f.attname, a.attname), ' AND ') AS same,
                     pg_catalog.bool_and(a.attname = ANY (%4$s)) AS known
              FROM ROWS FROM (pg_catalog.unnest(c.conkey), pg_catalog.unnest(c.confkey)) AS u (own, other)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = u.own
              JOIN pg_catalog.pg_attribute f ON f.attrelid = c.confrelid AND f.attnum = u.other
            ) AS k
            WHERE c.conrelid = %3$s AND c.contype = 'f' AND k.known
            """;

    /**
     * A suspect that turns out to be good has come after rows that it was before. That makes no difference as long as what two rows
     * may not both have is all compared here: then those are suspects too. NULLs are, where an index has NULLS NOT DISTINCT, which
     * PostgreSQL 14 does not know; one that the table has already is refused whenever it comes.
     */
    private static final String OF_UNIQUE_INDEXES = """
            UNION ALL
            SELECT pg_catalog.format('SELECT pg_catalog.array_agg(d.n) FROM (
                       SELECT q.%1$s AS n FROM %2$s AS q JOIN %5$s AS t ON %%s
                       UNION ALL
                       SELECT e.n FROM (SELECT q.%1$s AS n, pg_catalog.row_number() OVER (PARTITION BY %%s ORDER BY q.%1$s) AS nth
                         FROM %2$s AS q WHERE %%s) AS e WHERE e.nth > 1) AS d',
                     k.same, k.names,
                     CASE pg_catalog.to_jsonb(i) ->> 'indnullsnotdistinct' WHEN 'true' THEN 'true' ELSE k.present END)
            FROM pg_catalog.pg_index i CROSS JOIN LATERAL (
              SELECT pg_catalog.string_agg(pg_catalog.format('q.%%I IS NOT NULL', a.attname), ' AND ') AS present,
                     pg_catalog.string_agg(pg_catalog.format('t.%%I = q.%%I', a.attname, a.attname), ' AND ') AS same,
                     pg_catalog.string_agg(pg_catalog.format('q.%%I', a.attname), ', ') AS names,
                     pg_catalog.bool_and(a.attname = ANY (%4$s)) AS known
              FROM pg_catalog.unnest(i.indkey) WITH ORDINALITY AS u (own, place)
              JOIN pg_catalog.pg_attribute a ON a.attrelid = i.indrelid AND a.attnum = u.own
              WHERE u.place <= i.indnkeyatts
            ) AS k
            WHERE i.indrelid = %3$s AND i.indisunique AND k.known
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_index o WHERE o.indrelid = %3$s
                AND ((o.indisunique AND (o.indexprs IS NOT NULL OR o.indpred IS NOT NULL)) OR o.indisexclusion))
            """;

    /** Puts the numbers into the array {@code suspects}; it uses the variables {@code hint}, {@code found} and {@code state}. */
    String script() {
        String queries = QUERIES + (unique ? OF_UNIQUE_INDEXES : "");
        return """
                FOR hint IN %s LOOP
                  BEGIN
                    EXECUTE hint INTO found;
                    suspects := suspects || found;
                  EXCEPTION WHEN OTHERS THEN
                    GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE;
                    IF state !~ '%s' AND state !~ '^42' THEN RAISE; END IF;
                  END;
                END LOOP;
                """.formatted(
                queries.formatted(
                        inLiteral(number),
                        inLiteral(rows),
                        "pg_catalog.to_regclass(" + literal(table) + ")",
                        "ARRAY[" + columns.stream().map(Suspects::literal).collect(Collectors.joining(", "))
                                + "]::pg_catalog.text[]",
                        inLiteral(table)),
                RowFault.STATES);
    }

    private static String literal(String text) {
        return "'" + text.replace("'", "''") + "'";
    }

    /** For a place within a literal that is a format. */
    private static String inLiteral(String text) {
        return text.replace("'", "''").replace("%", "%%");
    }
}
