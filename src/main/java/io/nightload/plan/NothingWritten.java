package io.nightload.plan;

import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.row.Row;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** The target of a step whose source has nothing: the real one is left as it is, also by {@code replace}. */
final class NothingWritten implements TargetPart.Plan {

    static final NothingWritten INSTANCE = new NothingWritten();

    private NothingWritten() {}

    @Override
    public String description() {
        return "nothing: the optional input is not there";
    }

    @Override
    public boolean appends() {
        return false;
    }

    @Override
    public ItemStreamWriter<Row> writer(StepRuntime runtime) {
        return new ItemStreamWriter<>() {
            @Override
            public void write(Chunk<? extends Row> chunk) {
                throw new IllegalStateException(chunk.size() + " rows came from a source that has none");
            }
        };
    }
}
