package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.part.TupleColumn;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.source.copy.TupleReader;
import io.nightload.source.copy.TupleSelection;
import io.nightload.source.keyset.KeyRange;
import io.nightload.source.keyset.Since;
import io.nightload.source.reading.Reading;
import io.nightload.spec.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A table or a query that can be read.
 *
 * @param slots of the schema that something reads
 * @param database that was asked for its columns
 * @param partition of its rows, or null for all of them
 * @param tuples how its rows come as tuples, or null where they come as values
 */
record DatabasePlan(
        Reading reading,
        Set<Integer> slots,
        DataSource database,
        @Nullable KeyPartition partition,
        @Nullable TupleSelection tuples)
        implements Source.Plan {

    DatabasePlan(Reading reading, Set<Integer> slots, DataSource database) {
        this(reading, slots, database, null, null);
    }

    @Override
    public Schema schema() {
        return reading.schema();
    }

    @Override
    public List<Source.Input> inputs() {
        return List.of();
    }

    @Override
    public String description() {
        return reading.toString();
    }

    @Override
    public List<String> connections() {
        return List.of(reading.connection());
    }

    @Override
    public Source.Plan reading(Set<Integer> read) {
        return new DatabasePlan(reading, Set.copyOf(read), database, partition, tuples);
    }

    @Override
    public Optional<Source.Plan> asTuples(List<TupleColumn> columns) {
        return TupleSelection.of(reading, columns)
                .map(selection -> new DatabasePlan(reading, slots, database, partition, selection));
    }

    @Override
    public boolean givesTuples() {
        return tuples != null;
    }

    @Override
    public boolean resumes() {
        return reading.keyset() != null;
    }

    @Override
    public Optional<Source.Repeats> repeats() {
        if (reading.since() != null) {
            return Optional.of(new Source.Repeats(
                    "since reads no more than what is new, and the rows of its overlap again each time", false));
        }
        return resumes()
                ? Optional.empty()
                : Optional.of(new Source.Repeats(
                        "its cursor has no key, so that a restart reads rows again that it has written", true));
    }

    @Override
    public String memory() {
        return reading.since() == null ? "" : Memory.of(reading);
    }

    @Override
    public List<Problem> advice() {
        return new OrderAdvice(reading, new Selection(reading, slots)).ask(database);
    }

    @Override
    public Optional<String> undivided() {
        return KeyDivision.problem(reading);
    }

    @Override
    public Optional<String> dividedBy() {
        return Optional.ofNullable(reading.keyset())
                .map(keyset -> keyset.columns().get(0).column().name());
    }

    @Override
    public List<Source.Partition> divide(int wanted, Function<String, DataSource> databases) {
        return divide(wanted, databases, Optional.empty());
    }

    @Override
    public List<Source.Partition> divide(
            int wanted, Function<String, DataSource> databases, Optional<String> remembered) {
        Since since = reading.since();
        String from = since == null ? null : Watermark.from(since, remembered);
        return new KeyDivision(reading, from).divide(wanted, databases.apply(reading.connection()));
    }

    @Override
    public Source.Plan within(Source.Partition part) {
        return new DatabasePlan(reading, slots, database, KeyPartition.of(part), tuples);
    }

    @Override
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return tuples == null
                ? new DatabaseReader(reading, new Selection(reading, slots), runtime, partition)
                : new TupleReader(reading, tuples, runtime, partition == null ? KeyRange.ALL : partition.range());
    }
}
