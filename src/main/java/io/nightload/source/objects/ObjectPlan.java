package io.nightload.source.objects;

import io.nightload.entity.EntityType;
import io.nightload.entity.EntityTypes;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.ColumnType.Kind;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.KeyStatistics;
import io.nightload.spec.Position;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemStreamException;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A planned source of objects.
 *
 * @param position of the source in the job file
 * @param partition which of them are read, by the first column of the key
 */
record ObjectPlan(
        String connection,
        Position position,
        EntityTypes types,
        EntityType root,
        FetchPlan fetch,
        RootRows rows,
        Condition where,
        KeyRange partition)
        implements Source.Plan {

    private static final Set<Kind> NUMBERS = Set.of(Kind.SMALLINT, Kind.INTEGER, Kind.BIGINT, Kind.NUMERIC);

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
    public Optional<String> undivided() {
        EntityType.Property first = root.key().get(0);
        return NUMBERS.contains(first.type().kind())
                ? Optional.empty()
                : Optional.of("the key of " + root.type().getName() + " begins with " + first.attribute() + ", a "
                        + first.type().name() + ", and objects are divided by a number");
    }

    @Override
    public Optional<String> dividedBy() {
        return Optional.of(root.key().get(0).name());
    }

    /** By the statistics of the table, whatever the condition leaves of it. */
    @Override
    public List<Source.Partition> divide(int wanted, Function<String, DataSource> databases) {
        String attribute = root.key().get(0).attribute();
        EntityType.MappedColumn key = root.columns().stream()
                .filter(column -> column.attribute().equals(attribute))
                .findFirst()
                .orElseThrow();
        try (Connection database = databases.apply(connection).getConnection()) {
            List<String> cuts = KeyStatistics.cuts(database, key.table(), ClassCheck.name(key.column()), false, wanted);
            return KeyRange.between(cuts).stream()
                    .map(range -> new Source.Partition(range.of(attribute), -1, range.bounds()))
                    .toList();
        } catch (SQLException e) {
            throw new ItemStreamException("dividing " + key.table() + ": " + e.getMessage(), e);
        }
    }

    @Override
    public Source.Plan within(Source.Partition part) {
        return new ObjectPlan(connection, position, types, root, fetch, rows, where, KeyRange.of(part.bounds()));
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new ObjectReader(this, runtime.source(connection), runtime.chunkRows());
    }
}
