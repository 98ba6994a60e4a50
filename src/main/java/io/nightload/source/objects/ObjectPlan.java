package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityTypes;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Position;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A planned source of objects.
 *
 * @param position of the source in the job file
 */
record ObjectPlan(
        String connection,
        Position position,
        EntityTypes types,
        EntityType root,
        FetchPlan fetch,
        RootRows rows,
        Condition where)
        implements Source.Plan {

    @Override
    public Schema schema() {
        return rows.schema();
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
    public Source.Plan reading(Set<Integer> slots) {
        rows.read(slots);
        return this;
    }

    /** {@code com.acme.Order by id, customer: join, lines: select-in}. */
    @Override
    public String description() {
        String key = root.key().stream().map(EntityType.Property::attribute).collect(Collectors.joining(", "));
        return Stream.concat(Stream.of(root.type().getName() + " by " + key), fetch.entries().stream())
                .collect(Collectors.joining(", "));
    }

    @Override
    public List<Source.Fetch> fetches() {
        return fetch.fetches();
    }

    @Override
    public boolean asksByChunk() {
        return true;
    }

    @Override
    public boolean mayBeReadAhead() {
        return false;
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new ObjectReader(this, runtime.source(connection), runtime.chunkRows());
    }
}
