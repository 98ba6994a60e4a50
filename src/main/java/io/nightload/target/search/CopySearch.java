package io.nightload.target.search;

import io.nightload.part.Rejects;
import io.nightload.row.Row;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyStream;
import io.nightload.target.table.TargetColumn;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Brings in the rows of a COPY that was refused, but for those that are bad, which it rejects. */
public final class CopySearch {

    private static final Rejects NONE = (row, error) -> {
        throw new IllegalStateException("a row that was sent once cannot be sent again", error);
    };

    /** Rows whose values are in memory at the same time. */
    private static final int AT_ONCE = 1_000;

    private final CopyEncoder encoder;
    private final Search ofValues;
    private final Search ofTuples;

    /**
     * How rows are searched that wait in a queue.
     *
     * @param copy brings them there
     */
    private record Search(Queue queue, String copy, SearchScript script) {}

    /**
     * A search of rows on their way into a table.
     *
     * @param table for SQL
     * @param columns those of the rows
     * @param refersToItself whether a row may be taken once others are in
     */
    public static CopySearch intoTable(
            String table, List<TargetColumn> columns, CopyEncoder encoder, boolean refersToItself) {
        List<String> names = columns.stream().map(TargetColumn::name).toList();
        // Two rows that refer to each other would be found good before what is unique has judged them.
        boolean unique = !refersToItself;
        return new CopySearch(
                encoder,
                tuples -> new Queue(List.of(), columns, tuples),
                queue -> "INSERT INTO " + table + " (" + queue.names() + ") SELECT " + queue.values(),
                queue -> new Suspects(table, queue.typed(), Queue.NUMBER, names, unique).script(),
                refersToItself ? List.of("23503") : List.of());
    }

    /**
     * A search of rows on their way into a stage, which has their numbers too.
     *
     * @param marks the columns between number and row, for SQL
     */
    public static CopySearch intoStage(
            String stage, List<String> marks, List<TargetColumn> columns, CopyEncoder encoder) {
        return new CopySearch(
                encoder,
                tuples -> new Queue(marks, columns, tuples),
                queue -> "INSERT INTO " + stage + " (" + queue.copied() + ") SELECT " + queue.before() + queue.values(),
                queue -> Suspects.NONE,
                List.of());
    }

    private CopySearch(
            CopyEncoder encoder,
            Function<Boolean, Queue> queue,
            Function<Queue, String> insert,
            Function<Queue, String> suspects,
            List<String> again) {
        this.encoder = encoder;
        this.ofValues = search(queue.apply(false), insert, suspects, again);
        this.ofTuples = search(queue.apply(true), insert, suspects, again);
    }

    private static Search search(
            Queue queue, Function<Queue, String> insert, Function<Queue, String> suspects, List<String> again) {
        SearchScript script = new SearchScript(
                suspects.apply(queue),
                "SELECT pg_catalog.array_agg(" + Queue.NUMBER + " ORDER BY " + Queue.NUMBER + ") FROM " + queue.name()
                        + " WHERE pg_catalog.cardinality($1) = 0",
                """
                DECLARE
                  taken int8;
                BEGIN
                  EXECUTE $nightload_attempt$
                    %s FROM (SELECT * FROM %s WHERE %3$s BETWEEN $2 AND $3 AND ($1 IS NULL OR %3$s = ANY ($1)) AND %3$s <> ALL ($4) ORDER BY %3$s) AS q
                    WHERE pg_catalog.nextval('%4$s') > 0
                  $nightload_attempt$ USING these, waiting[here], waiting[upto], excluded;
                  GET DIAGNOSTICS taken = ROW_COUNT;
                  INSERT INTO %5$s VALUES ('INSERTED', taken);
                END;
                """.formatted(insert.apply(queue), queue.name(), Queue.NUMBER, SearchScript.PULLED, SearchScript.TALLY),
                again);
        return new Search(queue, "COPY " + queue.name() + " (" + queue.copied() + ") FROM STDIN", script);
    }

    /**
     * Goes back to the savepoint, brings in what is good and rejects what is bad.
     *
     * @param sent the stream whose rows were refused
     * @param firstNumber of its first row
     * @return those that are bad, and how many were taken
     */
    public Findings reject(Connection connection, CopyStream sent, long firstNumber, Rejects rejects)
            throws SQLException {
        List<Row> rows = sent.sent();
        boolean tuples = !rows.isEmpty() && rows.get(0).isTuple();
        Search search = tuples ? ofTuples : ofValues;
        Findings findings;
        try (Statement statement = connection.createStatement()) {
            statement.execute(Savepoint.BACK + "; " + SearchScript.READY + "; "
                    + search.queue().ready());
            new CopyStream(encoder, true, NONE).send(connection, search.copy(), rows, firstNumber);
            findings = search.script().run(statement);
        }
        List<Refused> refused = findings.refused();
        if (tuples) {
            rejectTuples(connection, sent, refused, rejects);
        } else {
            refused.forEach(bad -> rejects.reject(sent.numbered(bad.number()), bad.error()));
        }
        return findings;
    }

    private void rejectTuples(Connection connection, CopyStream sent, List<Refused> refused, Rejects rejects)
            throws SQLException {
        TupleTexts texts = new TupleTexts(ofTuples.queue().name(), Queue.NUMBER, encoder.zone());
        for (int from = 0; from < refused.size(); from += AT_ONCE) {
            List<Refused> some = refused.subList(from, Math.min(from + AT_ONCE, refused.size()));
            Map<Long, Row> rows = texts.read(
                    connection,
                    some.stream().collect(Collectors.toMap(Refused::number, bad -> sent.numbered(bad.number()))));
            some.forEach(bad -> rejects.reject(Objects.requireNonNull(rows.get(bad.number())), bad.error()));
        }
    }
}
