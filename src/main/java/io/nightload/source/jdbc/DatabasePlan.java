package io.nightload.source.jdbc;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Problem;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A table or a query that can be read.
 *
 * @param slots of the schema that something reads
 * @param database that was asked for its columns
 */
record DatabasePlan(Reading reading, Set<Integer> slots, DataSource database) implements Source.Plan {

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
        return new DatabasePlan(reading, Set.copyOf(read), database);
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
    public ItemStreamReader<Row> reader(StepRuntime runtime) {
        return new DatabaseReader(reading, new Selection(reading, slots), runtime);
    }
}
