package io.nightload.target.write;

import io.nightload.part.Counts;
import io.nightload.part.Counts.Kind;
import io.nightload.part.Rejects;
import io.nightload.part.StepRuntime;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.target.copy.ColumnsChangedException;
import io.nightload.target.copy.CopyEncoder;
import io.nightload.target.copy.CopyStream;
import io.nightload.target.search.CopySearch;
import io.nightload.target.search.Findings;
import io.nightload.target.search.MergeSearch;
import io.nightload.target.search.Savepoint;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.EnumMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Upserts, updates and deletes by a key: the chunk is copied into a temporary table of the session, and one statement takes it
 * from there. Of several rows with one key the last one of the chunk counts, or the newest.
 */
final class MergeWriter implements ChunkWriter {

    private final WritePlan plan;
    private final Stage stage;
    private final MergeSql sql;
    private final MergeSql sqlOfAscending;
    private final CopyStream stream;
    private final CopySearch copySearch;
    private final MergeSearch mergeSearch;
    private final Judgement judgement;
    private final PlannedTypes types;
    private final Savepoint savepoint = new Savepoint();
    private final Counts counts;
    private final Rejects rejects;
    private final boolean locks;
    private long flushes;

    MergeWriter(WritePlan plan, StepRuntime runtime) {
        CopyEncoder encoder = plan.encoder(runtime.zone());
        this.plan = plan;
        this.stage = Stage.temporary(plan);
        this.sql = new MergeSql(plan, stage);
        this.sqlOfAscending = new MergeSql(plan, stage.ascending());
        this.stream = new CopyStream(encoder, true, runtime.rejects());
        this.copySearch = stage.copySearch(encoder);
        this.mergeSearch = stage.search();
        this.judgement = new Judgement(plan.table());
        this.types = PlannedTypes.inAll(plan, stage.name(), plan.target());
        this.counts = runtime.counts();
        this.rejects = runtime.rejects();
        this.locks = runtime.partition() > 0 && plan.mode() == Mode.UPDATE;
    }

    @Override
    public void write(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            prepare(statement);
            long staged = send(connection, rows);
            if (staged > 0) {
                flushes++;
                if (locks) {
                    statement.execute(sql.lock());
                }
                if (plan.mode() == Mode.UPDATE) {
                    staged -= rejectMissing(statement);
                }
                merge(connection, statement, staged);
            }
        }
    }

    /**
     * In each transaction: an earlier one that made the stage may have been rolled back, or the connection be another. What makes it
     * locks the table it is made from, also where it is there, so that the types of both stay as they are found here.
     */
    private void prepare(Statement statement) throws SQLException {
        String script = stage.readyTemporary() + "; " + savepoint.here() + "; " + types.sql(statement);
        try (ResultSet columns = only(statement, script)) {
            if (!types.holdIn(columns)) {
                throw new ColumnsChangedException(plan.table().name());
            }
        }
    }

    /** Returns how many rows are in the stage. */
    private long send(Connection connection, Iterable<? extends Row> rows) throws SQLException {
        try {
            return stream.send(connection, stage.copy(), rows);
        } catch (SQLException e) {
            judgement.requireSearchable(e);
            return copySearch.reject(connection, stream, 0, rejects).count(Kind.INSERTED);
        }
    }

    private void merge(Connection connection, Statement statement, long staged) throws SQLException {
        Map<Kind, Long> merged;
        long left = staged;
        try {
            merged = mergeAll(statement);
        } catch (SQLException e) {
            judgement.requireSearchable(e);
            Findings findings = mergeSearch.find(connection);
            left -= reject(findings);
            merged = findings.counts();
        }
        for (Map.Entry<Kind, Long> each : merged.entrySet()) {
            counts.add(each.getKey(), each.getValue());
            left -= each.getValue();
        }
        counts.add(Kind.SUPERSEDED, left);
    }

    private int reject(Findings findings) {
        findings.refused().forEach(bad -> rejects.reject(stream.numbered(bad.number()), bad.error()));
        return findings.refused().size();
    }

    private long rejectMissing(Statement statement) throws SQLException {
        long missing = 0;
        try (ResultSet result = statement.executeQuery(sql.takeMissing("true"))) {
            while (result.next()) {
                rejects.reject(stream.numbered(result.getLong(1)), plan.noSuchRow());
                missing++;
            }
        }
        return missing;
    }

    private Map<Kind, Long> mergeAll(Statement statement) throws SQLException {
        Map<Kind, Long> merged = new EnumMap<>(Kind.class);
        String first = savepoint.here() + "; ";
        MergeSql merge = stream.isAscending() ? sqlOfAscending : sql;
        if (plan.merging().deletes() != null) {
            delete(statement, first + merge.delete(), merged);
            first = "";
        }
        write(statement, first + (plan.mode() == Mode.UPDATE ? merge.update() : merge.upsert()), merged);
        judgement.hasten(statement);
        return merged;
    }

    /** Before others are written: a row may take over what is unique in one that goes. */
    private void delete(Statement statement, String script, Map<Kind, Long> merged) throws SQLException {
        try (ResultSet result = only(statement, script)) {
            result.next();
            long deleted = result.getLong("deleted");
            merged.put(Kind.DELETED, deleted);
            merged.put(Kind.UNCHANGED, result.getLong("rows") - deleted);
        }
    }

    private void write(Statement statement, String script, Map<Kind, Long> merged) throws SQLException {
        try (ResultSet result = only(statement, script)) {
            result.next();
            long written = result.getLong("written");
            long inserted = result.getLong("inserted");
            merged.put(Kind.INSERTED, inserted);
            merged.put(Kind.UPDATED, written - inserted);
            merged.merge(Kind.UNCHANGED, result.getLong("rows") - written, Long::sum);
        }
    }

    /** The rows of the last statement of a script, in whose round trip the others go along. */
    private static ResultSet only(Statement statement, String script) throws SQLException {
        boolean isRows = statement.execute(script);
        while (!isRows) {
            isRows = statement.getMoreResults();
        }
        return statement.getResultSet();
    }

    @Override
    public void endOfChunk() {
        savepoint.forget();
    }

    @Override
    public @Nullable Origin origin(int line) {
        return stream.origin(line);
    }

    @Override
    public long flushes() {
        return flushes;
    }
}
