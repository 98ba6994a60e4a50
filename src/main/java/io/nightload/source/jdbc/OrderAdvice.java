package io.nightload.source.jdbc;

import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Keyset;
import io.nightload.source.keyset.Since;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Statements;
import io.nightload.spec.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/**
 * Asks PostgreSQL whether an index gives the order that rows are read in, and the one that {@code since} looks them up by. Sorting is
 * made dear for the question: a small table is read whole and sorted even where there is an index, and grows.
 */
final class OrderAdvice {

    private static final String NO_SORTS = "SET LOCAL enable_sort = off; SET LOCAL enable_incremental_sort = off";

    private final Reading reading;
    private final Selection selection;

    OrderAdvice(Reading reading, Selection selection) {
        this.reading = reading;
        this.selection = selection;
    }

    List<Problem> ask(DataSource database) {
        List<Problem> advice = new ArrayList<>();
        if (!reading.dialect().isPostgres()) {
            return advice;
        }
        try (Connection connection = database.getConnection()) {
            connection.setReadOnly(true);
            connection.setAutoCommit(false);
            try (Statement settings = connection.createStatement()) {
                settings.execute(NO_SORTS);
            }
            order(connection).ifPresent(advice::add);
            growth(connection).ifPresent(advice::add);
            connection.rollback();
        } catch (SQLException e) {
            advice.add(problem("EXPLAIN was refused: " + ServerWords.of(e)));
        }
        return advice;
    }

    private Optional<Problem> order(Connection connection) throws SQLException {
        @Nullable Keyset keyset = reading.keyset();
        if (keyset == null) {
            return Optional.empty();
        }
        Statements statements = new Statements(reading, selection.sql(reading.dialect()), null, KeyRange.ALL);
        int page = reading.isPaging() ? reading.mostRows() : 0;
        String often = reading.isPaging() ? "for each page" : "before the first of them comes";
        try (PreparedStatement explained = statements.explain(connection, ExplainedSort.EXPLAIN, page)) {
            return sort(explained)
                    .map(sort -> problem("no index gives the order (" + keyset + ") of "
                            + reading.subject().name() + ": its rows are sorted " + often + mend(sort)));
        }
    }

    /** Where the order begins with the column that grows, its index serves both. */
    private Optional<Problem> growth(Connection connection) throws SQLException {
        @Nullable Since since = reading.since();
        @Nullable Keyset keyset = reading.keyset();
        if (since == null || (keyset != null && keyset.columns().get(0).sql().equals(since.sql()))) {
            return Optional.empty();
        }
        String sql = reading.subject()
                .select(
                        since.sql(),
                        reading.dialect(),
                        "",
                        " ORDER BY " + since.sql() + reading.dialect().first(1));
        try (PreparedStatement explained = connection.prepareStatement(ExplainedSort.EXPLAIN + sql)) {
            reading.subject().sql().bind(explained, reading.parameters());
            return sort(explained)
                    .map(sort -> problem("no index finds what has grown by since: "
                            + since.column().name() + ": all of "
                            + reading.subject().name() + " is read for it" + mend(sort)));
        }
    }

    private static Optional<ExplainedSort> sort(PreparedStatement explained) throws SQLException {
        try (ResultSet plan = explained.executeQuery()) {
            plan.next();
            return ExplainedSort.find(plan.getString(1));
        }
    }

    private String mend(ExplainedSort sort) {
        return sort.index()
                .or(() -> ofTable(sort))
                .map(index -> "; an index spares that: " + index)
                .orElse(reading.isPaging() ? "; read: cursor sorts them once" : "");
    }

    /** The plan speaks of a partitioned table's partitions; the index belongs to the table. */
    private Optional<String> ofTable(ExplainedSort sort) {
        return reading.subject().table() == null || sort.columns().isEmpty()
                ? Optional.empty()
                : Optional.of("CREATE INDEX ON " + reading.subject().table() + " (" + String.join(", ", sort.columns())
                        + ");");
    }

    private Problem problem(String message) {
        return new Problem(reading.subject().position(), message);
    }
}
