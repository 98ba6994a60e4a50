package io.nightload.target.search;

import io.nightload.model.TableName;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.stream.Collectors;

/**
 * Finds the bad rows of a stage that holds a whole step. It only finds: the good ones are in the table afterwards, and whoever asked goes
 * back to the savepoint.
 */
public final class StageSearch {

    /** Rows that one script takes: their numbers stand in arrays. */
    private static final int BLOCK = 20_000;

    private static final String WAITING = "pg_temp." + TableName.quote("nightload waiting");

    private final String stage;
    private final String number;
    private final String table;
    private final List<String> columns;
    private final String tried;
    private final String attempt;
    private final List<String> again;
    private final boolean unique;

    /**
     * Of rows that are added, each of them.
     *
     * @param stage for SQL
     * @param number the column that numbers its rows, for SQL
     * @param table to which its rows go, for SQL
     * @param columns the rows', without quotes
     * @param byOthers whether a row may be taken once others are in
     */
    public static StageSearch ofInserts(
            String stage, String number, String table, List<String> columns, boolean byOthers) {
        String names = columns.stream().map(TableName::quote).collect(Collectors.joining(", "));
        String attempt = """
                EXECUTE $nightload_attempt$
                  INSERT INTO %s (%s) SELECT %2$s FROM (SELECT * FROM %s ORDER BY %s) AS q
                  WHERE pg_catalog.nextval('%s') > 0
                $nightload_attempt$ USING these, waiting[here], waiting[upto], excluded;
                """.formatted(table, names, MergeSearch.some(stage, number), number, SearchScript.PULLED);
        return new StageSearch(
                new MergeSearch.Merge(stage, number, table, columns, "", "", "", ""),
                "SELECT " + number + " AS number FROM " + stage,
                attempt,
                byOthers ? List.of("23503") : List.of(),
                !byOthers);
    }

    /** Of rows that are merged, those that count: the first ones of their key. */
    public static StageSearch ofMerge(MergeSearch.Merge merge) {
        return new StageSearch(
                merge,
                "SELECT DISTINCT ON (%1$s) %2$s AS number FROM %3$s ORDER BY %1$s, %4$s"
                        .formatted(merge.key(), merge.number(), merge.stage(), merge.order()),
                MergeSearch.attempt(merge),
                MergeSearch.AGAIN,
                false);
    }

    private StageSearch(MergeSearch.Merge rows, String tried, String attempt, List<String> again, boolean unique) {
        this.stage = rows.stage();
        this.number = rows.number();
        this.table = rows.table();
        this.columns = rows.columns();
        this.tried = tried;
        this.attempt = attempt;
        this.again = again;
        this.unique = unique;
    }

    /**
     * Finds them in order, a block of rows after the other. Those that may be good once others are in are tried again behind the last block.
     *
     * @param most how many it looks for; where there are more, some more than that are returned
     */
    public List<Refused> find(Connection connection, int most) throws SQLException {
        List<Refused> refused = new ArrayList<>();
        List<Long> later = new ArrayList<>();
        try (Statement statement = connection.createStatement()) {
            long rows = prepare(statement);
            for (long place = 1; place <= rows && refused.size() + later.size() <= most; place += BLOCK) {
                for (Refused bad : ofBlock(place).run(statement).refused()) {
                    if (again.contains(bad.error().sqlState())) {
                        later.add(bad.number());
                    } else {
                        refused.add(bad);
                    }
                }
                statement.execute("DELETE FROM " + SearchScript.REFUSED);
            }
            if (!later.isEmpty()) {
                refused.addAll(of(later).run(statement).refused());
            }
        }
        refused.sort(Comparator.comparingLong(Refused::number));
        return refused;
    }

    /** Returns how many rows are to be tried. */
    private long prepare(Statement statement) throws SQLException {
        statement.execute(SearchScript.READY
                + "; CREATE TEMPORARY TABLE %1$s ON COMMIT DROP AS SELECT number, pg_catalog.row_number() OVER (ORDER BY number) AS place FROM (%2$s) AS t; CREATE UNIQUE INDEX ON %1$s (place); CREATE INDEX ON %3$s (%4$s); ANALYZE %1$s"
                        .formatted(WAITING, tried, stage, number));
        try (ResultSet count = statement.executeQuery("SELECT pg_catalog.count(*) FROM " + WAITING)) {
            count.next();
            return count.getLong(1);
        }
    }

    private SearchScript ofBlock(long place) {
        String block = "w.place BETWEEN " + place + " AND " + (place + BLOCK - 1);
        String rows = "(SELECT s.* FROM %s AS s JOIN %s AS w ON w.number = s.%s WHERE %s)"
                .formatted(stage, WAITING, number, block);
        return new SearchScript(
                new Suspects(table, rows, number, columns, unique).script(),
                "SELECT pg_catalog.array_agg(w.number ORDER BY w.number) FROM " + WAITING
                        + " AS w WHERE pg_catalog.cardinality($1) = 0 AND " + block,
                attempt,
                again);
    }

    private SearchScript of(List<Long> numbers) {
        String array = numbers.stream().map(String::valueOf).collect(Collectors.joining(",", "'{", "}'"));
        return new SearchScript(
                Suspects.NONE,
                "SELECT CASE WHEN pg_catalog.cardinality($1) = 0 THEN " + array + "::pg_catalog.int8[] END",
                attempt,
                again);
    }
}
