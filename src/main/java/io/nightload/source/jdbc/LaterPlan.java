package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** What cannot be looked at yet: the database is not to be asked, or a step before makes the table. */
public record LaterPlan(String description, String connection) implements Source.Plan {

    private static final Schema NOTHING = new Schema(List.of());

    @Override
    public Schema schema() {
        return NOTHING;
    }

    @Override
    public boolean knowsColumns() {
        return false;
    }

    @Override
    public List<Source.Input> inputs() {
        return List.of();
    }

    @Override
    public List<String> connections() {
        return List.of(connection);
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        throw new IllegalStateException(description + " is read before it is known");
    }
}
