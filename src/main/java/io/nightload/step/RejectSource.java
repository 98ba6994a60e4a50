package io.nightload.step;

import io.nightload.checkpoint.reject.RejectReader;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.part.kept.KeptRows;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import java.util.Set;
import java.util.function.Function;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** A step's rejects in the place of its source, with the same columns. */
record RejectSource(Schema schema, KeptRows kept, Function<StepRuntime, RejectReader> rejects) implements Source.Plan {

    @Override
    public List<Source.Input> inputs() {
        return List.of();
    }

    @Override
    public KeptRows keeping(Set<Integer> slots) {
        return kept;
    }

    /** It reads on the writer's connection. */
    @Override
    public boolean mayBeReadAhead() {
        return false;
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return rejects.apply(runtime);
    }
}
