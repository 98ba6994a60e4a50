package io.nightload.source;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightload.TestDatabase;
import io.nightload.part.Counts;
import io.nightload.part.PlannedSource;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.row.Row;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.StringJoiner;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** Reads from a database what stands under {@code source:} in a job. */
record Reads(DataSource database) {

    static Reads from(TestDatabase database) {
        return new Reads(database.dataSource());
    }

    PlannedSource planned(String yaml) {
        Source<?> source = yaml.startsWith("table") ? new TableSource() : new QuerySource();
        return PlannedSource.of(source, yaml, Path.of(""), name -> Optional.of(database));
    }

    Source.Plan plan(String yaml) {
        return planned(yaml).good();
    }

    ItemStreamReader<Row> reader(Source.Plan plan) {
        return reader(plan, Optional.empty());
    }

    ItemStreamReader<Row> reader(Source.Plan plan, Optional<String> remembered) {
        return plan.reader(new StepRuntime(
                database,
                name -> database,
                new Counts(),
                (row, error) -> {},
                ZoneId.of("America/New_York"),
                1000,
                remembered,
                0));
    }

    /** All rows, each as its values' text joined by {@code |}; NULL is empty. */
    List<String> rows(String yaml) throws Exception {
        return rows(plan(yaml));
    }

    List<String> rows(Source.Plan plan) throws Exception {
        ItemStreamReader<Row> reader = reader(plan);
        reader.open(new ExecutionContext());
        try {
            return take(reader, Integer.MAX_VALUE);
        } finally {
            reader.close();
        }
    }

    /** The rows of each partition, of so many that are wanted. */
    List<List<String>> rowsOfPartitions(String yaml, int wanted) throws Exception {
        Source.Plan plan = plan(yaml);
        List<List<String>> rows = new ArrayList<>();
        for (Source.Partition partition : plan.divide(wanted, name -> database)) {
            rows.add(rows(plan.within(partition)));
        }
        return rows;
    }

    /** The same, where each so many rows a new reader goes on at the last one's position. */
    List<String> rowsResuming(String yaml, int each) throws Exception {
        Source.Plan plan = plan(yaml);
        ExecutionContext position = new ExecutionContext();
        List<String> rows = new ArrayList<>();
        while (true) {
            ItemStreamReader<Row> reader = reader(plan);
            reader.open(position);
            List<String> some = take(reader, each);
            reader.update(position);
            reader.close();
            rows.addAll(some);
            if (some.size() < each) {
                return rows;
            }
        }
    }

    static List<String> take(ItemStreamReader<Row> reader, int most) throws Exception {
        List<String> rows = new ArrayList<>();
        while (rows.size() < most) {
            @Nullable Row row = reader.read();
            if (row == null) {
                break;
            }
            StringJoiner text = new StringJoiner("|");
            for (int i = 0; i < row.schema().size(); i++) {
                text.add(
                        row.isNull(i)
                                ? ""
                                : new String(
                                        row.bytes(),
                                        row.start(row.schema().column(i)),
                                        row.length(row.schema().column(i)),
                                        UTF_8));
            }
            rows.add(text.toString());
        }
        return rows;
    }
}
