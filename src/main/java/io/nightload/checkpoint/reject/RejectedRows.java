package io.nightload.checkpoint.reject;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.part.Counts;
import io.nightload.part.kept.KeptRows;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.List;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.jdbc.core.JdbcTemplate;

/** The rejected rows of the chunk in flight; they are written to {@code nightload.reject} in its transaction. */
public final class RejectedRows implements ChunkRejects {

    private static final String INSERT = """
            INSERT INTO nightload.reject (project, job, identity, again, step, partition, execution_id,
              file, line, byte_offset, key, items, written, raw, reason, sqlstate, column_name, constraint_name)
            VALUES (?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?, ?::bigint[], ?, ?, ?, ?, ?, ?)""";

    /** What is kept of a row may be far more than what the chunk holds of it. */
    private static final long MOST_CHARACTERS_AT_ONCE = 4 << 20;

    private static final String DELETE = """
            DELETE FROM nightload.reject
            WHERE (project, job, identity, again, step, partition) = (?, ?, ?, ?, ?, ?)""";

    private final JdbcTemplate jdbc;
    private final CheckpointKey key;
    private final long executionId;
    private final Counts counts;
    private final KeptRows keeping;
    private boolean beginsAgain;
    private final List<Rejected> rows = new ArrayList<>();

    private record Rejected(Row row, RowError error, boolean written) {}

    /**
     * @param counts where each rejected row is counted
     * @param keeping how the source's rows are kept
     * @param beginsAgain whether the step's earlier rejects go with its first chunk, because their rows come again
     */
    public RejectedRows(
            DataSource target,
            CheckpointKey key,
            long executionId,
            Counts counts,
            KeptRows keeping,
            boolean beginsAgain) {
        this.jdbc = new JdbcTemplate(target);
        this.key = key;
        this.executionId = executionId;
        this.counts = counts;
        this.keeping = keeping;
        this.beginsAgain = beginsAgain;
    }

    @Override
    public void reject(Row row, RowError error) {
        reject(row, error, false);
    }

    @Override
    public void rejectWritten(Row row, RowError error) {
        reject(row, error, true);
    }

    private void reject(Row row, RowError error, boolean written) {
        rows.add(new Rejected(row, error, written));
        counts.add(Counts.Kind.REJECTED, 1);
    }

    @Override
    public void write() {
        if (beginsAgain) {
            jdbc.update(DELETE, key.columns());
            beginsAgain = false;
        }
        List<Object[]> some = new ArrayList<>();
        long characters = 0;
        for (Rejected rejected : rows) {
            Row record = rejected.row().record();
            String kept = rejected.written() ? record.raw() : keeping.keep(record);
            some.add(columns(rejected, record, kept));
            characters += kept.length();
            if (characters > MOST_CHARACTERS_AT_ONCE) {
                insert(some);
                characters = 0;
            }
        }
        insert(some);
        rows.clear();
    }

    private void insert(List<Object[]> some) {
        if (!some.isEmpty()) {
            jdbc.batchUpdate(INSERT, some);
            some.clear();
        }
    }

    private Object[] columns(Rejected rejected, Row record, String kept) {
        Origin origin = record.origin();
        List<@Nullable Object> columns = new ArrayList<>(List.of(key.columns()));
        columns.add(executionId);
        columns.add(origin.name());
        columns.add(origin.line() > 0 ? origin.line() : null);
        columns.add(origin.offset() >= 0 ? origin.offset() : null);
        columns.add(origin.key());
        columns.add(Items.literal(rejected.row().items()));
        columns.add(rejected.written());
        columns.add(kept);
        columns.addAll(Reason.columns(rejected.error()));
        return columns.toArray();
    }
}
