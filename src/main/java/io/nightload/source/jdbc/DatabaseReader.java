package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Since;
import io.nightload.source.reading.PageWalk;
import io.nightload.source.reading.Place;
import io.nightload.source.reading.ReadSession;
import io.nightload.source.reading.Reading;
import io.nightload.source.reading.Statements;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads a table or a query in one step execution, on a connection of its own. */
final class DatabaseReader implements ItemStreamReader<Row>, Source.Remembering {

    private final Reading reading;
    private final Selection selection;
    private final StepRuntime runtime;
    private final @Nullable KeyPartition partition;
    private final PageWalk<RowBlock> rows;
    private @Nullable Watermark watermark;

    /** @param partition of the rows, or null for all of them */
    DatabaseReader(Reading reading, Selection selection, StepRuntime runtime, @Nullable KeyPartition partition) {
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
        @Nullable Since since = reading.since();
        boolean bounded = partition != null || !reading.growsAsItIsRead();
        @Nullable Watermark mark = since == null ? null : new Watermark(since, bounded, context, runtime.remembered());
        watermark = mark;
        rows.begin(stream(key, mark));
    }

    private RowStream stream(List<@Nullable String> key, @Nullable Watermark mark) {
        return ReadSession.open(reading, runtime, connection -> {
            if (mark != null && mark.needsBound()) {
                mark.begin(partition == null ? Statements.highest(reading, connection) : partition.highest());
            }
            return new RowStream(
                    reading,
                    selection,
                    connection,
                    key,
                    mark == null ? null : mark.from(),
                    partition == null ? KeyRange.ALL : partition.range());
        });
    }

    @Override
    public @Nullable Row read() {
        @Nullable Row row = rows.next();
        RowBlock block = rows.page();
        if (row != null && block != null && watermark != null) {
            watermark.saw(block.text(rows.index(), selection.since()));
        }
        return row;
    }

    @Override
    public void update(ExecutionContext context) {
        RowBlock block = rows.page();
        if (block != null && reading.keyset() != null) {
            Place.writeKey(context, reading.keyset(), block.texts(rows.index(), selection.key()));
        }
        if (watermark != null) {
            watermark.write(context);
        }
    }

    @Override
    public Optional<String> toRemember() {
        return watermark == null ? Optional.empty() : watermark.toRemember();
    }

    @Override
    public void close() {
        rows.end();
    }
}
