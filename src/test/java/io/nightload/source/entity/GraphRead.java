package io.nightload.source.entity;

import io.nightload.TestDatabase;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.part.OptionBinder;
import io.nightload.part.Planning;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Column;
import io.nightload.row.ColumnType;
import io.nightload.row.Row;
import io.nightload.source.EntitySource;
import io.nightload.spec.Interpolation;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.yaml.YamlReader;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** An entity source as a job has it, and the paths that its expressions name. */
final class GraphRead {

    static final Parameters PARAMETERS = new Parameters(List.of(
            new Parameters.Value("date", ParameterSpec.Type.DATE, LocalDate.parse("2026-11-20"), "2026-11-20", true),
            new Parameters.Value("most", ParameterSpec.Type.INT, 2L, "2", true)));

    private final TestDatabase database;
    private final Problems problems = new Problems();
    private Source.Plan plan;
    private final List<List<Column>> paths = new ArrayList<>();
    private int chunkRows = 1000;

    private GraphRead(TestDatabase database, String yaml) {
        this.database = database;
        Node.Mapping file = (Node.Mapping)
                new YamlReader(problems).read("entity: " + yaml, "job.yaml").orElseThrow();
        Node.Entry part = file.entries().get(0);
        PartSpec spec = new PartSpec("entity", part.key().position(), part.value());
        Databases databases = name -> Optional.of(database.dataSource());
        Planning planning =
                new Planning(spec.position(), problems, PARAMETERS, ZoneOffset.UTC, Path.of("."), databases, false);
        this.plan = new OptionBinder(new Interpolation(PARAMETERS, Map.of(), problems), problems)
                .bind(spec, EntitySource.Options.class)
                .map(options -> new EntitySource().plan(options, planning))
                .orElseThrow();
    }

    /** @param yaml what stands behind {@code entity:} */
    static GraphRead of(TestDatabase database, String yaml) {
        return new GraphRead(database, yaml);
    }

    GraphRead chunk(int rows) {
        chunkRows = rows;
        return this;
    }

    /** Asks for columns as expressions do: dotted paths. */
    GraphRead paths(String... wanted) {
        Set<Integer> slots = new LinkedHashSet<>();
        for (String path : wanted) {
            List<Column> steps = steps(path.split("\\."));
            paths.add(steps);
            for (Column step : steps) {
                slots.add(step.slot());
                if (step.type().kind() == ColumnType.Kind.ROWS) {
                    break;
                }
            }
        }
        plan.reading(slots);
        return this;
    }

    private List<Column> steps(String[] names) {
        List<Column> steps = new ArrayList<>();
        Column column = plan.schema().column(plan.schema().indexOf(names[0]));
        steps.add(column);
        for (int i = 1; i < names.length; i++) {
            column = Objects.requireNonNull(column.type().structure())
                    .column(names[i])
                    .orElseThrow();
            steps.add(column);
        }
        return steps;
    }

    GraphRead lazily() {
        plan = plan.lazy().orElseThrow();
        return this;
    }

    /** A column of the root. */
    Column column(String name) {
        return plan.schema().column(plan.schema().indexOf(name));
    }

    Source.Plan plan() {
        return plan;
    }

    List<String> problems() {
        return problems.list().stream().map(Problem::toString).toList();
    }

    StepRuntime runtime() {
        return runtime(database.dataSource());
    }

    StepRuntime runtime(DataSource source) {
        return new StepRuntime(source, name -> source, new Counts(), (row, error) -> {}, ZoneOffset.UTC, chunkRows);
    }

    /** Each row as the values at its paths; nested rows in brackets. */
    List<String> rows() throws Exception {
        if (!problems.list().isEmpty()) {
            throw new AssertionError(problems());
        }
        ItemStreamReader<Row> reader = plan.reader(runtime());
        try {
            reader.open(new ExecutionContext());
            List<String> rows = new ArrayList<>();
            int read = 0;
            for (Row row = reader.read(); row != null; row = reader.read()) {
                rows.add(shown(row));
                if (++read % chunkRows == 0) {
                    reader.update(new ExecutionContext());
                }
            }
            return rows;
        } finally {
            reader.close();
        }
    }

    String shown(Row row) {
        StringJoiner values = new StringJoiner("|");
        paths.forEach(path -> values.add(value(row, path)));
        return values.toString();
    }

    /** A to-one's columns lie in the same row, a to-many's in rows of their own. */
    private static String value(Row row, List<Column> path) {
        for (int i = 0; i < path.size() - 1; i++) {
            Column step = path.get(i);
            if (step.type().kind() == ColumnType.Kind.ROWS) {
                StringJoiner nested = new StringJoiner(",", "[", "]");
                List<Column> rest = path.subList(i + 1, path.size());
                row.rows(step).forEach(below -> nested.add(value(below, rest)));
                return nested.toString();
            }
        }
        return String.valueOf(row.value(path.get(path.size() - 1)));
    }
}
