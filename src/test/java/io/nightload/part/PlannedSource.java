package io.nightload.part;

import io.nightload.row.Row;
import io.nightload.spec.Interpolation;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.yaml.YamlReader;
import java.lang.reflect.Proxy;
import java.nio.file.Path;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/**
 * A source as a job file's text describes it, planned.
 *
 * @param plan empty where the options could not be read
 * @param problems as a person would see them
 */
public record PlannedSource(Optional<Source.Plan> plan, List<String> problems) {

    /** Plans what stands under {@code source:}; {@code base} is the project's folder. */
    public static PlannedSource of(Source<?> source, String yaml, Path base) {
        return of(source, yaml, base, Databases.NONE);
    }

    /** The same where databases may be asked. */
    public static PlannedSource of(Source<?> source, String yaml, Path base, Databases databases) {
        Problems problems = new Problems();
        Optional<Source.Plan> plan = plan(source, yaml, base, databases, problems);
        return new PlannedSource(
                plan, problems.list().stream().map(Problem::toString).toList());
    }

    private static <O extends Record> Optional<Source.Plan> plan(
            Source<O> source, String yaml, Path base, Databases databases, Problems problems) {
        Parameters none = new Parameters(List.of());
        Node.Mapping root =
                (Node.Mapping) new YamlReader(problems).read(yaml, "job.yaml").orElseThrow();
        Node.Entry part = root.entries().get(0);
        Position position = part.key().position();
        Class<O> type = Parts.optionsOf(source);
        return new OptionBinder(new Interpolation(none, Map.of(), problems), problems)
                .bind(new PartSpec(part.key().value(), position, part.value()), type)
                .map(options -> source.plan(
                        options, new Planning(position, problems, none, ZoneOffset.UTC, base, databases, false)));
    }

    /** The plan of a source that has no problems. */
    public Source.Plan good() {
        if (!problems.isEmpty()) {
            throw new AssertionError(String.join("\n", problems));
        }
        return plan.orElseThrow();
    }

    /** A step whose target is not to be asked. */
    public static StepRuntime withoutTarget() {
        DataSource none = (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    throw new AssertionError("the source asks the target: " + method.getName());
                });
        return new StepRuntime(none, name -> none, new Counts(), (row, error) -> {}, ZoneOffset.UTC, 1000);
    }

    /** Every row there is. */
    public List<Row> rows() throws Exception {
        ItemStreamReader<Row> reader = good().reader(withoutTarget());
        reader.open(new ExecutionContext());
        List<Row> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(row);
        }
        reader.close();
        return rows;
    }
}
