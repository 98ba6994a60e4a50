package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Brings the rows of a stage into a table, or in the place of those that are there, within one transaction. */
final class Publication {

    private final WritePlan plan;
    private final Stage stage;
    private final Counts counts = new Counts();

    Publication(WritePlan plan, Stage stage) {
        this.plan = plan;
        this.stage = stage;
    }

    /**
     * Returns what became of the rows.
     *
     * @param before what became of the step's other rows
     * @throws NothingToPublishException if there is no row, and the plan does not say that this may be
     */
    Map<Kind, Long> publish(Connection connection, Counts before) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("ANALYZE " + stage.name());
            long staged = count(statement);
            switch (plan.mode()) {
                case APPEND -> inserted(statement.executeLargeUpdate(append()), staged);
                case UPSERT -> merge(statement, new MergeSql(plan, stage).upsert(), staged);
                case UPDATE -> update(statement, staged);
                case REPLACE -> {
                    if (staged == 0 && !plan.mayBeEmpty()) {
                        throw new NothingToPublishException(plan, before);
                    }
                    replace(connection, statement, staged);
                }
            }
            new Judgement(plan.table()).hasten(statement);
            // Another's VACUUM of the table is not waited for: it brings statistics too.
            statement.execute("ANALYZE (SKIP_LOCKED) " + plan.target());
        }
        return counts.snapshot();
    }

    private String append() {
        return "INSERT INTO " + plan.target() + " (" + plan.columns() + ") SELECT " + plan.columns() + " FROM "
                + stage.name() + " ORDER BY " + Stage.ORDINAL;
    }

    /** @throws RowsGoneException if a row that was there when another came for it is there no more */
    private void update(Statement statement, long staged) throws SQLException {
        MergeSql sql = new MergeSql(plan, stage);
        statement.execute(sql.lock());
        try (ResultSet missing = statement.executeQuery(sql.takeMissing("true"))) {
            if (missing.next()) {
                throw new RowsGoneException(plan);
            }
        }
        merge(statement, sql.update(), staged);
    }

    /** Takes away what a replace does not leave, before its rows are tried by themselves. */
    void makeRoom(Connection connection) throws SQLException {
        if (plan.mode() == Mode.REPLACE) {
            String which = plan.merging().key().isEmpty()
                    ? "DELETE FROM " + plan.target() + " WHERE " + condition()
                    : deleteGone();
            try (PreparedStatement delete = prepare(connection, which)) {
                delete.execute();
            }
        }
    }

    private void replace(Connection connection, Statement statement, long staged) throws SQLException {
        if (plan.merging().key().isEmpty()) {
            exchange(connection, staged);
        } else {
            exchangeByKey(connection, statement, staged);
        }
    }

    private long count(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery("SELECT pg_catalog.count(*) FROM " + stage.name())) {
            result.next();
            return result.getLong(1);
        }
    }

    /**
     * One statement, so that a foreign key of another table is content with a row that goes and comes again. The INSERT asks
     * for what the DELETE counted, and so waits until all are gone.
     */
    private void exchange(Connection connection, long staged) throws SQLException {
        String sql = """
                WITH gone AS (DELETE FROM %1$s WHERE %2$s RETURNING 1),
                removed AS MATERIALIZED (SELECT pg_catalog.count(*) AS rows FROM gone),
                come AS (
                    INSERT INTO %1$s (%3$s) SELECT %3$s FROM %4$s WHERE (SELECT rows FROM removed) >= 0 RETURNING 1
                )
                SELECT (SELECT rows FROM removed) AS removed, (SELECT pg_catalog.count(*) FROM come) AS inserted
                """.formatted(plan.target(), condition(), plan.columns(), stage.name());
        try (PreparedStatement exchange = prepare(connection, sql);
                ResultSet result = exchange.executeQuery()) {
            result.next();
            counts.add(Kind.REMOVED, result.getLong("removed"));
            inserted(result.getLong("inserted"), staged);
        }
    }

    /** The others a trigger left out. */
    private void inserted(long rows, long staged) {
        counts.add(Kind.INSERTED, rows);
        counts.add(Kind.UNCHANGED, staged - rows);
    }

    private void exchangeByKey(Connection connection, Statement statement, long staged) throws SQLException {
        try (PreparedStatement delete = prepare(connection, deleteGone())) {
            counts.add(Kind.REMOVED, delete.executeLargeUpdate());
        }
        merge(statement, new MergeSql(plan, stage).upsert(), staged);
    }

    /** The table stands under its own name, because the condition may use it. */
    private String deleteGone() {
        return "DELETE FROM " + plan.target() + " WHERE " + condition() + " AND NOT EXISTS (SELECT FROM " + stage.name()
                + " AS arrived WHERE " + new MergeSql(plan, stage).sameKey("arrived", plan.target()) + ")";
    }

    /** Deletes before others are written, as within a chunk. */
    private void merge(Statement statement, String write, long staged) throws SQLException {
        long deleting = plan.merging().deletes() == null ? 0 : delete(statement);
        try (ResultSet result = statement.executeQuery(write)) {
            result.next();
            long distinct = result.getLong("rows");
            long written = result.getLong("written");
            long inserted = result.getLong("inserted");
            counts.add(Kind.SUPERSEDED, staged - deleting - distinct);
            counts.add(Kind.INSERTED, inserted);
            counts.add(Kind.UPDATED, written - inserted);
            counts.add(Kind.UNCHANGED, distinct - written);
        }
    }

    /** Returns how many keys there were to delete. */
    private long delete(Statement statement) throws SQLException {
        try (ResultSet result = statement.executeQuery(new MergeSql(plan, stage).delete())) {
            result.next();
            long distinct = result.getLong("rows");
            long deleted = result.getLong("deleted");
            counts.add(Kind.DELETED, deleted);
            counts.add(Kind.UNCHANGED, distinct - deleted);
            return distinct;
        }
    }

    private String condition() {
        return plan.slice() == null ? "true" : plan.slice().condition();
    }

    private PreparedStatement prepare(Connection connection, String sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql);
        @Nullable Slice slice = plan.slice();
        if (slice != null) {
            slice.bind(statement);
        }
        return statement;
    }
}
