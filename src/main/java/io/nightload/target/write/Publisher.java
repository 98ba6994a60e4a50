package io.nightload.target.write;

import io.nightload.part.CannotResumeException;
import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.target.search.Refused;
import io.nightload.target.search.Savepoint;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.function.BooleanSupplier;

/** Publishes the rows of a step. Those that the server refuses go from the stage to the rejects, and the others are published without them. */
final class Publisher {

    /** The rejects of one transaction are held in memory; and of what is wrong with so many rows, no row is to blame. */
    private static final int MOST_REFUSED = 20_000;

    private final WritePlan plan;
    private final StagingTable staging;
    private final StepRuntime runtime;
    private final Savepoint savepoint;
    private final Judgement judgement;

    Publisher(WritePlan plan, StagingTable staging, StepRuntime runtime, Savepoint savepoint) {
        this.plan = plan;
        this.staging = staging;
        this.runtime = runtime;
        this.savepoint = savepoint;
        this.judgement = new Judgement(plan.table());
    }

    /**
     * @param fewRejects asked after rows were rejected
     * @return whether the rows are published; if not, the target is as it was
     * @throws CannotResumeException if the target's columns are others than the stage's
     * @throws SQLException what the server said, where no row can be blamed for it, or too many
     */
    boolean publish(Connection connection, BooleanSupplier fewRejects) throws SQLException {
        staging.requireUnchangedTarget(connection);
        boolean worthIt = true;
        while (worthIt) {
            try (Statement statement = connection.createStatement()) {
                statement.execute(savepoint.here());
            }
            try {
                published(new Publication(plan, staging.stage()).publish(connection, runtime.counts()));
                staging.drop(connection);
                return true;
            } catch (SQLException refusal) {
                judgement.requireSearchable(refusal);
                reject(connection, refused(connection, refusal));
                worthIt = fewRejects.getAsBoolean();
            }
        }
        return false;
    }

    private void published(Map<Kind, Long> counts) {
        Counts all = runtime.counts();
        counts.forEach(all::add);
    }

    /** Finds the rows behind a refusal, and leaves the target as it was. */
    private List<Refused> refused(Connection connection, SQLException refusal) throws SQLException {
        List<Refused> refused;
        try (Statement statement = connection.createStatement()) {
            statement.execute(Savepoint.BACK);
            try {
                new Publication(plan, staging.stage()).makeRoom(connection);
            } catch (SQLException e) {
                refusal.addSuppressed(e);
                throw refusal;
            }
            refused = staging.stage().searchOfStep().find(connection, MOST_REFUSED);
            statement.execute(Savepoint.BACK);
        }
        if (refused.isEmpty() || refused.size() > MOST_REFUSED) {
            throw refusal;
        }
        return refused;
    }

    private void reject(Connection connection, List<Refused> refused) throws SQLException {
        Map<Long, Row> rows = staging.origins()
                .take(connection, refused.stream().map(Refused::number).toList());
        refused.forEach(
                bad -> runtime.rejects().rejectWritten(Objects.requireNonNull(rows.get(bad.number())), bad.error()));
    }
}
