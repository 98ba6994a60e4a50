package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Since;
import java.sql.SQLException;
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
    private @Nullable RowStream stream;
    private @Nullable Watermark watermark;
    private @Nullable RowBlock block;
    private int given;

    /** @param partition of the rows, or null for all of them */
    DatabaseReader(Reading reading, Selection selection, StepRuntime runtime, @Nullable KeyPartition partition) {
        this.reading = reading;
        this.selection = selection;
        this.runtime = runtime;
        this.partition = partition;
    }

    @Override
    public void open(ExecutionContext context) {
        close();
        List<@Nullable String> key = Place.key(context, reading);
        @Nullable Since since = reading.since();
        boolean bounded = partition != null || !reading.growsAsItIsRead();
        @Nullable Watermark mark = since == null ? null : new Watermark(since, bounded, context, runtime.remembered());
        watermark = mark;
        stream = stream(key, mark);
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
        if (block == null || given == block.count()) {
            @Nullable RowBlock next = next();
            if (next == null) {
                return null;
            }
            block = next;
            given = 0;
        }
        int index = given++;
        if (watermark != null) {
            watermark.saw(block.text(index, selection.since()));
        }
        return block.row(index);
    }

    private @Nullable RowBlock next() {
        RowStream open = stream;
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
        if (block != null && reading.keyset() != null) {
            Place.writeKey(context, reading.keyset(), block.texts(given - 1, selection.key()));
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
        RowStream closing = stream;
        stream = null;
        block = null;
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
