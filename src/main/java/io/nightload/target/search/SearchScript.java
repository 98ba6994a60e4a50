package io.nightload.target.search;

import io.nightload.part.Counts;
import io.nightload.row.RowError;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A block of PL/pgSQL that takes numbered rows to where they belong, as many at once as the server takes, and notes those
 * that it refuses.
 *
 * @param suspects statements that put into the array {@code suspects} the rows that are better tried by themselves; empty where none are known
 * @param turn a query of one array: the numbers of the rows to be tried now, in order. It may ask {@link #REFUSED} for those that
 *     are refused, and {@code $1} for all that were tried before
 * @param attempt statements that bring in the rows whose numbers are from {@code waiting[here]} to {@code waiting[upto]}
 *     and, where that is not NULL, in the array {@code these}, but not in {@code excluded}, or fail: to plan with a long array takes longer than a short attempt
 * @param again SQLSTATEs of rows that may be taken once the others are in
 */
record SearchScript(String suspects, String turn, String attempt, List<String> again) {

    static final String REFUSED = "pg_temp.\"nightload refused\"";
    static final String TALLY = "pg_temp.\"nightload tally\"";

    /** Not rolled back with a failed attempt, so it tells at which row that failed. */
    static final String PULLED = "pg_temp.\"nightload pulled\"";

    /** Makes what the block writes into. */
    static final String READY = """
            CREATE TEMPORARY TABLE IF NOT EXISTS %1$s (
              number pg_catalog.int8 PRIMARY KEY, state pg_catalog.text, message pg_catalog.text, detail pg_catalog.text,
              broken pg_catalog.text, at_column pg_catalog.text, relation pg_catalog.text, again pg_catalog.bool
            ) ON COMMIT DELETE ROWS;
            CREATE TEMPORARY TABLE IF NOT EXISTS %2$s (kind pg_catalog.text, rows pg_catalog.int8) ON COMMIT DELETE ROWS;
            CREATE TEMPORARY SEQUENCE IF NOT EXISTS %3$s;
            DELETE FROM %1$s;
            DELETE FROM %2$s
            """.formatted(REFUSED, TALLY, PULLED);

    /**
     * Rows are tried in growing blocks. Where a block fails at a row, those before it go in and the row is tried alone; where it
     * fails at its end, as foreign keys do, it is halved. What is refused alone is refused, unless it may be tried again with
     * the others that are left: as long as that helps. Suspects come last, one by one as long as they are refused.
     */
    private static final String BLOCK = """
            DO $nightload_body$
            DECLARE
              waiting int8[]; tried int8[] := '{}'; these int8[]; suspects int8[] := '{}'; excluded int8[]; found int8[]; hint text;
              here int; upto int; bad int; stride int; failed int; left_over int; trusted int; gapless bool;
              state text; message text; detail text; broken text; at_column text; in_schema text; in_table text;
            BEGIN
              SET CONSTRAINTS ALL IMMEDIATE;
              %7$s
              LOOP
                EXECUTE $nightload_turn$%1$s$nightload_turn$ INTO waiting USING tried;
                EXIT WHEN waiting IS NULL;
                tried := tried || waiting;
                excluded := suspects;
                LOOP
                  here := 1; bad := 0; stride := pg_catalog.cardinality(waiting);
                  gapless := waiting[stride] - waiting[1] < stride;
                  SELECT pg_catalog.array_agg(n ORDER BY n = ANY (excluded), n),
                         pg_catalog.count(*) FILTER (WHERE n <> ALL (excluded)) INTO waiting, trusted
                  FROM pg_catalog.unnest(waiting) AS n;
                  WHILE here <= pg_catalog.cardinality(waiting) LOOP
                    IF here > trusted AND excluded <> '{}' THEN
                      excluded := '{}'; gapless := false; stride := 1;
                    END IF;
                    upto := CASE WHEN bad > here THEN bad - 1 WHEN bad = here THEN here
                                 WHEN here <= trusted THEN least(here + stride - 1, trusted)
                                 ELSE least(here + stride - 1, pg_catalog.cardinality(waiting)) END;
                    these := CASE WHEN NOT gapless AND waiting[upto] - waiting[here] > upto - here THEN waiting[here:upto] END;
                    PERFORM pg_catalog.setval('%2$s', 1, false);
                    BEGIN
                      %3$s
                      here := upto + 1;
                      stride := least(2 * stride, pg_catalog.cardinality(waiting));
                      IF bad < here THEN bad := 0; END IF;
                    EXCEPTION WHEN OTHERS THEN
                      GET STACKED DIAGNOSTICS state = RETURNED_SQLSTATE, message = MESSAGE_TEXT,
                        detail = PG_EXCEPTION_DETAIL, broken = CONSTRAINT_NAME, at_column = COLUMN_NAME,
                        in_schema = SCHEMA_NAME, in_table = TABLE_NAME;
                      IF state !~ '%4$s' THEN RAISE; END IF;
                      IF upto = here THEN
                        INSERT INTO %5$s VALUES (waiting[here], state, message, nullif(detail, ''), nullif(broken, ''),
                          nullif(at_column, ''), pg_catalog.format('%%I.%%I', in_schema, in_table),
                          state = ANY ('{%6$s}'));
                        here := here + 1; bad := 0;
                        IF here > trusted + 1 THEN stride := 1; END IF;
                      ELSE
                        SELECT CASE WHEN is_called THEN last_value ELSE 0 END INTO failed FROM %2$s;
                        IF failed BETWEEN 1 AND upto - here THEN
                          bad := here + failed - 1; stride := greatest(4 * failed, 64);
                        ELSE
                          bad := 0; stride := (upto - here + 1) / 2;
                        END IF;
                      END IF;
                    END;
                  END LOOP;
                  left_over := pg_catalog.cardinality(waiting);
                  SELECT pg_catalog.array_agg(number ORDER BY number) INTO waiting FROM %5$s AS r WHERE r.again;
                  EXIT WHEN waiting IS NULL;
                  EXIT WHEN pg_catalog.cardinality(waiting) = left_over;
                  DELETE FROM %5$s AS r WHERE r.again;
                  excluded := '{}';
                END LOOP;
                UPDATE %5$s AS r SET again = false WHERE r.again;
              END LOOP;
            END
            $nightload_body$;
            """;

    /** The server names no column where a constraint has several, or is a key. */
    private static final String RESULTS = """
            SELECT r.number, r.state, r.message, r.detail, r.broken,
                   coalesce(r.at_column,
                     (SELECT pg_catalog.string_agg(a.attname, ', ' ORDER BY k.place)
                      FROM pg_catalog.pg_constraint c
                      CROSS JOIN pg_catalog.unnest(c.conkey) WITH ORDINALITY AS k (attnum, place)
                      JOIN pg_catalog.pg_attribute a ON a.attrelid = c.conrelid AND a.attnum = k.attnum
                      WHERE c.conname = r.broken AND c.conrelid = pg_catalog.to_regclass(r.relation))) AS at_column
            FROM %1$s AS r ORDER BY r.number;
            SELECT kind, pg_catalog.sum(rows) AS rows FROM %2$s GROUP BY kind
            """.formatted(REFUSED, TALLY);

    /** In one round trip. Rows must be ready, and so must what {@link #READY} makes. */
    Findings run(Statement statement) throws SQLException {
        statement.setEscapeProcessing(false);
        boolean isRows = statement.execute(
                BLOCK.formatted(turn, PULLED, attempt, RowFault.STATES, REFUSED, String.join(",", again), suspects)
                        + RESULTS);
        while (!isRows) {
            isRows = statement.getMoreResults();
        }
        List<Refused> refused = new ArrayList<>();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                refused.add(new Refused(row.getLong("number"), error(row)));
            }
        }
        Map<Counts.Kind, Long> counts = new EnumMap<>(Counts.Kind.class);
        statement.getMoreResults();
        try (ResultSet row = statement.getResultSet()) {
            while (row.next()) {
                counts.put(Counts.Kind.valueOf(row.getString("kind")), row.getLong("rows"));
            }
        }
        return new Findings(refused, counts);
    }

    private static RowError error(ResultSet row) throws SQLException {
        @Nullable String detail = row.getString("detail");
        return new RowError(
                row.getString("message") + (detail == null ? "" : " (" + detail + ")"),
                row.getString("state"),
                row.getString("at_column"),
                row.getString("broken"));
    }
}
