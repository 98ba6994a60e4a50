package io.nightload.source.jdbc;

import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.source.keyset.KeyRange;
import java.sql.SQLException;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a table's rows as tuples in one step execution, on a connection of its own. Its positions are those of a {@link DatabaseReader}. */
final class TupleReader implements ItemStreamReader<Row> {

    private final Reading reading;
    private final TupleSelection selection;
    private final StepRuntime runtime;
    private final KeyRange partition;
    private @Nullable TuplePages pages;
    private @Nullable TuplePage page;
    private int given;

    /** @param partition of the key, or all of it */
    TupleReader(Reading reading, TupleSelection selection, StepRuntime runtime, KeyRange partition) {
        this.reading = reading;
        this.selection = selection;
        this.runtime = runtime;
        this.partition = partition;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        List<@Nullable String> key = Place.key(context, reading);
        pages = ReadSession.open(
                reading, runtime, connection -> new TuplePages(reading, selection, connection, key, partition));
    }

    @Override
    public @Nullable Row read() {
        @Nullable TuplePage now = page;
        if (now == null || given == now.count()) {
            now = next();
            if (now == null) {
                return null;
            }
            page = now;
            given = 0;
        }
        return now.row(given++);
    }

    private @Nullable TuplePage next() {
        TuplePages open = pages;
        if (open == null) {
            throw new IllegalStateException("the reader is not open");
        }
        try {
            return open.next();
        } catch (SQLException e) {
            throw new ReadException(reading, e);
        }
    }

    @Override
    public void update(ExecutionContext context) {
        if (page != null) {
            Place.writeKey(context, Objects.requireNonNull(reading.keyset()), page.key(given - 1));
        }
    }

    @Override
    public void close() {
        TuplePages closing = pages;
        pages = null;
        page = null;
        given = 0;
        if (closing != null) {
            try {
                closing.close();
            } catch (SQLException e) {
                throw new ReadException(reading, e);
            }
        }
    }
}
