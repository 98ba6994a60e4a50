package io.nightload.target.write;

import io.nightload.model.TableName;
import io.nightload.part.CannotResumeException;
import io.nightload.target.copy.ColumnsChangedException;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/** The table that holds the rows of a step until they are published. */
final class StagingTable {

    private static final String SCHEMA = "nightload";
    private static final String PREFIX = "stage_";
    private static final String ORIGINS = "_origins";

    /**
     * Of instances that were begun anew, and of checkpoints that are gone. A table that some session has in use is left to the
     * next time.
     */
    private static final String ORPHANS = """
            SELECT c.relname FROM pg_catalog.pg_class c
            WHERE c.relnamespace = 'nightload'::pg_catalog.regnamespace AND c.relkind = 'r'
              AND c.relname LIKE 'stage\\_%' AND pg_catalog.pg_has_role(c.relowner, 'USAGE')
              AND NOT EXISTS (
                SELECT FROM nightload.checkpoint k
                JOIN nightload.instance i USING (project, job, identity, again)
                WHERE NOT k.complete AND c.relname IN (k.position ->> ?, (k.position ->> ?) || '_origins')
                  AND NOT EXISTS (SELECT FROM nightload.instance n
                                  WHERE (n.project, n.job, n.identity) = (i.project, i.job, i.identity)
                                    AND n.again > i.again))
              AND NOT EXISTS (SELECT FROM pg_catalog.pg_locks l
                              WHERE l.relation = c.oid AND l.pid <> pg_catalog.pg_backend_pid())
            """;

    private final WritePlan plan;
    private final String table;
    private final Stage stage;
    private final StagedOrigins origins;

    private StagingTable(WritePlan plan, String table) {
        this.plan = plan;
        this.table = table;
        this.stage = Stage.durable(plan, quoted(table));
        this.origins = new StagedOrigins(stage.name(), quoted(table + ORIGINS));
    }

    /** One that does not exist yet. */
    static StagingTable fresh(WritePlan plan) {
        return new StagingTable(plan, PREFIX + UUID.randomUUID().toString().replace("-", ""));
    }

    /**
     * The one that an earlier chunk made.
     *
     * @throws CannotResumeException if somebody has dropped it, or the plan's types are others than those that its rows are in
     */
    static StagingTable existing(WritePlan plan, String table, Connection connection) throws SQLException {
        try (PreparedStatement find = connection.prepareStatement("SELECT pg_catalog.to_regclass(?) IS NULL")) {
            find.setString(1, quoted(table));
            try (ResultSet found = find.executeQuery()) {
                found.next();
                if (found.getBoolean(1)) {
                    throw new CannotResumeException("the table " + SCHEMA + "." + table
                            + ", in which the rows of this step waited to be published in "
                            + plan.table().name() + ", is gone: load them anew with --again");
                }
            }
        }
        StagingTable existing = new StagingTable(plan, table);
        try (Statement statement = connection.createStatement()) {
            existing.requireTypes(statement, existing.stage.name());
            statement.execute(existing.origins.createWhereMissing()); // an older release made none
        }
        return existing;
    }

    /**
     * Drops those that no step will publish.
     *
     * @param key of the position in a checkpoint that names a step's table
     */
    static void dropOrphans(Connection connection, String key) throws SQLException {
        List<String> orphans = new ArrayList<>();
        try (PreparedStatement find = connection.prepareStatement(ORPHANS)) {
            find.setString(1, key);
            find.setString(2, key);
            try (ResultSet found = find.executeQuery()) {
                while (found.next()) {
                    orphans.add(found.getString(1));
                }
            }
        }
        try (Statement drop = connection.createStatement()) {
            for (String orphan : orphans) {
                drop.execute("DROP TABLE IF EXISTS " + quoted(orphan));
            }
        }
    }

    private static String quoted(String table) {
        return SCHEMA + "." + TableName.quote(table);
    }

    private void requireTypes(Statement statement, String relation) throws SQLException {
        if (!PlannedTypes.inAll(plan, relation).hold(statement)) {
            throw new CannotResumeException("somebody has changed the columns of "
                    + plan.table().name() + " since rows of this step were staged in " + SCHEMA + "." + table
                    + ": load them anew with --again");
        }
    }

    /**
     * Keeps the table that the rows go to as it is until the transaction ends.
     *
     * @throws CannotResumeException if it is not as it was when they were staged: casts would make other values of them
     */
    void requireUnchangedTarget(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("SELECT FROM " + plan.target() + " WHERE false");
            requireTypes(statement, plan.target());
        }
    }

    String name() {
        return table;
    }

    Stage stage() {
        return stage;
    }

    StagedOrigins origins() {
        return origins;
    }

    void drop(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute("DROP TABLE " + stage.name() + ", " + origins.name());
        }
    }

    /** @throws ColumnsChangedException if the columns it takes from its target are others than the plan's */
    void create(Connection connection) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(stage.createDurable() + "; " + origins.create());
            PlannedTypes.inAll(plan, stage.name()).require(statement);
            statement.execute("COMMENT ON TABLE " + stage.name() + " IS 'Rows that wait to be published in "
                    + plan.table().name().toString().replace("'", "''") + "'");
            if (plan.slice() != null || plan.mode() == Mode.UPDATE) {
                // Each chunk's rows are asked for once, by their numbers.
                statement.execute("CREATE INDEX ON " + stage.name() + " (" + Stage.ORDINAL + ")");
            }
        }
    }

    /** Takes the rows of a chunk that no row of the table has the key of out again, and returns their numbers. */
    List<Long> takeMissing(Connection connection, long from, long to) throws SQLException {
        List<Long> missing = new ArrayList<>();
        String sql = new MergeSql(plan, stage).takeMissing(Stage.ORDINAL + " BETWEEN " + from + " AND " + to);
        try (Statement take = connection.createStatement();
                ResultSet taken = take.executeQuery(sql)) {
            while (taken.next()) {
                missing.add(taken.getLong(1));
            }
        }
        return missing;
    }

    /** Takes the rows of a chunk that lie outside of the slice out again, and returns their numbers. */
    List<Long> takeOutside(Slice slice, Connection connection, long from, long to) throws SQLException {
        List<Long> outside = new ArrayList<>();
        String sql = "DELETE FROM " + stage.name() + " AS "
                + TableName.quote(plan.table().name().table()) + " WHERE " + slice.condition() + " IS NOT TRUE AND "
                + Stage.ORDINAL + " BETWEEN " + from + " AND " + to + " RETURNING " + Stage.ORDINAL;
        try (PreparedStatement take = connection.prepareStatement(sql)) {
            slice.bind(take);
            try (ResultSet taken = take.executeQuery()) {
                while (taken.next()) {
                    outside.add(taken.getLong(1));
                }
            }
        }
        return outside;
    }
}
