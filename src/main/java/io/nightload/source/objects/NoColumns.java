package io.nightload.source.objects;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** The plan of a source that has problems, and so no columns. */
public enum NoColumns implements Source.Plan {
    INSTANCE;

    @Override
    public Schema schema() {
        return new Schema(List.of());
    }

    @Override
    public List<Source.Input> inputs() {
        return List.of();
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        throw new IllegalStateException("a job with problems does not run");
    }
}
