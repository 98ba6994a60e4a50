package io.nightload.target.search;

import io.nightload.part.Rejects;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyFormat;
import io.nightload.target.copy.CopyStream;
import io.nightload.target.table.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;

/** Brings in the rows of a COPY that was refused, but for those that are bad. */
public final class CopySearch {

    private static final Rejects NONE = (row, error) -> {
        throw new IllegalStateException("a row that was sent once cannot be sent again", error);
    };

    private final Queue queue;
    private final String copy;
    private final SearchScript script;
    private final CopyEncoder encoder;

    /**
     * A search of rows on their way into a table.
     *
     * @param table for SQL
     * @param columns those of the rows
     * @param refersToItself whether a row may be taken once others are in
     */
    public static CopySearch intoTable(
            String table, List<TargetColumn> columns, CopyEncoder encoder, CopyFormat format, boolean refersToItself) {
        Queue queue = new Queue(List.of(), columns);
        String insert = "INSERT INTO " + table + " (" + queue.names() + ") SELECT " + queue.values();
        // Two rows that refer to each other would be found good before what is unique has judged them.
        boolean unique = !refersToItself;
        Suspects suspects = new Suspects(
                table,
                queue.typed(),
                Queue.NUMBER,
                columns.stream().map(TargetColumn::name).toList(),
                unique);
        return new CopySearch(
                queue, insert, suspects.script(), encoder, format, refersToItself ? List.of("23503") : List.of());
    }

    /**
     * A search of rows on their way into a stage, which has their numbers too.
     *
     * @param marks the columns between number and row, for SQL
     */
    public static CopySearch intoStage(
            String stage, List<String> marks, List<TargetColumn> columns, CopyEncoder encoder, CopyFormat format) {
        Queue queue = new Queue(marks, columns);
        String insert = "INSERT INTO " + stage + " (" + queue.copied() + ") SELECT " + queue.before() + queue.values();
        return new CopySearch(queue, insert, Suspects.NONE, encoder, format, List.of());
    }

    private CopySearch(
            Queue queue, String insert, String suspects, CopyEncoder encoder, CopyFormat format, List<String> again) {
        this.queue = queue;
        this.encoder = encoder;
        this.copy = "COPY " + queue.name() + " (" + queue.copied() + ") FROM STDIN" + format.clause();
        this.script = new SearchScript(
                suspects,
                "SELECT pg_catalog.array_agg(" + Queue.NUMBER + " ORDER BY " + Queue.NUMBER + ") FROM " + queue.name()
                        + " WHERE pg_catalog.cardinality($1) = 0",
                """
                EXECUTE $nightload_attempt$
                  %s FROM (SELECT * FROM %s WHERE %3$s BETWEEN $2 AND $3 AND ($1 IS NULL OR %3$s = ANY ($1)) AND %3$s <> ALL ($4) ORDER BY %3$s) AS q
                  WHERE pg_catalog.nextval('%4$s') > 0
                $nightload_attempt$ USING these, waiting[here], waiting[upto], excluded;
                """.formatted(insert, queue.name(), Queue.NUMBER, SearchScript.PULLED),
                again);
    }

    /**
     * Goes back to the savepoint and brings in what is good.
     *
     * @param rows that were sent, those that are refused among them
     * @param firstNumber of the first one
     */
    public Findings find(Connection connection, List<Row> rows, long firstNumber) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(Savepoint.BACK + "; " + SearchScript.READY + "; " + queue.ready());
            new CopyStream(encoder, true, NONE).send(connection, copy, rows, firstNumber);
            return script.run(statement);
        }
    }
}
