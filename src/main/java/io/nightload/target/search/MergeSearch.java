package io.nightload.target.search;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Merges the rows of a stage of which the server refused some, but for those. */
public final class MergeSearch {

    /** SQLSTATEs of rows that may be taken once others are in. */
    static final List<String> AGAIN = List.of("23503", "23505", "23P01");

    private static final String INDEX = "\"nightload stage order\"";

    private final Merge merge;
    private final SearchScript script;

    /**
     * What is searched; all of it for SQL.
     *
     * @param stage a temporary table whose column {@code number} numbers its rows
     * @param table to which its rows go
     * @param columns the rows', without quotes
     * @param key the columns of which two rows must not have the same values
     * @param order which of several rows with one key comes first: it counts, unless it is refused
     * @param delete a statement on {@link #some} rows, which returns one of counts: keys, deleted; empty where no row deletes
     * @param write the same for those rows that do not delete: keys, written, inserted
     */
    public record Merge(
            String stage,
            String number,
            String table,
            List<String> columns,
            String key,
            String order,
            String delete,
            String write) {

        /** What is unique may be given up by the row that has it, so nothing is guessed of it. */
        private String suspects() {
            return new Suspects(table, stage, number, columns, false).script();
        }
    }

    public MergeSearch(Merge merge) {
        this.merge = merge;
        this.script = new SearchScript(
                merge.suspects(),
                """
                SELECT pg_catalog.array_agg(n ORDER BY n) FROM (
                  SELECT DISTINCT ON (%2$s) s.%1$s AS n FROM %4$s AS s
                  WHERE NOT EXISTS (SELECT FROM %5$s AS r WHERE r.number = s.%1$s) ORDER BY %2$s, %3$s
                ) AS l WHERE n IN (SELECT %1$s FROM %4$s EXCEPT SELECT pg_catalog.unnest($1))
                """.formatted(merge.number(), merge.key(), merge.order(), merge.stage(), SearchScript.REFUSED),
                attempt(merge),
                AGAIN);
    }

    static String attempt(Merge merge) {
        return """
                DECLARE
                  total int8; changed int8; fresh int8;
                BEGIN
                  %s
                  EXECUTE $nightload_attempt$%s$nightload_attempt$ INTO total, changed, fresh
                    USING these, waiting[here], waiting[upto], excluded;
                  INSERT INTO %s VALUES
                    ('INSERTED', fresh), ('UPDATED', changed - fresh), ('UNCHANGED', total - changed);
                END;
                """.formatted(delete(merge), merge.write(), SearchScript.TALLY);
    }

    private static String delete(Merge merge) {
        return merge.delete().isEmpty() ? "" : """
                EXECUTE $nightload_attempt$%s$nightload_attempt$ INTO total, changed
                  USING these, waiting[here], waiting[upto], excluded;
                INSERT INTO %s VALUES ('DELETED', changed), ('UNCHANGED', total - changed);
                """.formatted(merge.delete(), SearchScript.TALLY);
    }

    /** The rows of an attempt, in the place of a stage. A table for them would be as long as all attempts together. */
    public static String some(String stage, String number) {
        return "(SELECT * FROM %1$s WHERE %2$s BETWEEN $2 AND $3 AND ($1 IS NULL OR %2$s = ANY ($1)) AND %2$s <> ALL ($4)) AS these"
                .formatted(stage, number);
    }

    /** Goes back to the savepoint, at which the stage was full, and merges what is good. */
    public Findings find(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Savepoint.BACK + "; " + SearchScript.READY
                    + "; CREATE INDEX " + INDEX + " ON " + merge.stage() + " ("
                    + merge.number() + ")");
            Findings findings = script.run(statement);
            // Chunks without bad rows would have to keep it up.
            statement.execute("DROP INDEX pg_temp." + INDEX);
            return findings;
        }
    }
}
