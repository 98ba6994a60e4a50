package io.nightload.step;

import io.nightload.part.Counts;
import io.nightload.part.Rejects;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** A row's way through the transforms; rows that are filtered or rejected end here, and every row is counted. */
final class RowChain implements ItemProcessor<Row, Row> {

    private final List<ItemProcessor<Row, Row>> processors;
    private final Counts counts;
    private final Rejects rejects;

    RowChain(List<Transform.Plan> transforms, Counts counts, Rejects rejects) {
        this.processors = transforms.stream().map(Transform.Plan::processor).toList();
        this.counts = counts;
        this.rejects = rejects;
    }

    @Override
    public @Nullable Row process(Row read) throws Exception {
        counts.add(Counts.Kind.READ, 1);
        if (read.error() != null) {
            rejects.reject(read, read.error());
            return null;
        }
        try {
            Row row = read;
            for (ItemProcessor<Row, Row> processor : processors) {
                @Nullable Row next = processor.process(row);
                if (next == null) {
                    counts.add(Counts.Kind.FILTERED, 1);
                    return null;
                }
                row = next;
            }
            return row;
        } catch (RowError e) {
            rejects.reject(read, e);
            return null;
        }
    }
}
