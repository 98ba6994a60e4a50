package io.nightload.source.copy;

import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.reading.PageWalk;
import io.nightload.source.reading.Place;
import io.nightload.source.reading.ReadSession;
import io.nightload.source.reading.Reading;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a table's rows as tuples in one step execution, on a connection of its own. Its positions are those of one that reads values. */
public final class TupleReader implements ItemStreamReader<Row> {

    private final Reading reading;
    private final TupleSelection selection;
    private final StepRuntime runtime;
    private final KeyRange partition;
    private final PageWalk<TuplePage> rows;

    /** @param partition of the key, or all of it */
    public TupleReader(Reading reading, TupleSelection selection, StepRuntime runtime, KeyRange partition) {
        this.reading = reading;
        this.selection = selection;
        this.runtime = runtime;
        this.partition = partition;
        this.rows = new PageWalk<>(reading);
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        List<@Nullable String> key = Place.key(context, reading);
        rows.begin(ReadSession.open(
                reading, runtime, connection -> new TuplePages(reading, selection, connection, key, partition)));
    }

    @Override
    public @Nullable Row read() {
        return rows.next();
    }

    @Override
    public void update(ExecutionContext context) {
        TuplePage page = rows.page();
        if (page != null) {
            Place.writeKey(context, Objects.requireNonNull(reading.keyset()), page.key(rows.index()));
        }
    }

    @Override
    public void close() {
        rows.end();
    }
}
