package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/**
 * The plan of a transform that makes one row of each, or none.
 *
 * @param processor returns null for a row that is filtered, and throws a {@link io.nightload.row.RowError} for one that is
 *     rejected
 */
public record RowByRow(Schema schema, Set<Integer> reads, ItemProcessor<Row, Row> processor) implements Transform.Plan {

    @Override
    public Stage stage(StepRuntime runtime) {
        return (row, next) -> {
            @Nullable Row made = processor.process(row);
            if (made == null) {
                runtime.counts().add(Counts.Kind.FILTERED, 1);
            } else {
                next.row(made);
            }
        };
    }
}
