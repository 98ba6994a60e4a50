package io.nightload.part;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assumptions.assumeThat;

import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HexFormat;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

/** What every source keeps. Its test extends this and says what the source is and what there is to read. */
public abstract class SourceContract {

    /** The project's folder. */
    @TempDir
    protected Path folder;

    protected abstract Source<?> source();

    /** Makes data of at least four rows, and says what stands under {@code source:} to read them. */
    protected abstract String readable() throws Exception;

    /** What may not stand there. */
    protected abstract Stream<Wrong> wrong() throws Exception;

    /** @param problem what a person is told about it, beginning with its place in {@code job.yaml} */
    public record Wrong(String yaml, String problem) {}

    /** What planning may ask: nothing, unless a source's test says otherwise. */
    protected Databases databases() {
        return Databases.NONE;
    }

    /** The target is not asked, unless a source's test says otherwise. */
    protected StepRuntime runtime() {
        return PlannedSource.withoutTarget();
    }

    @Test
    void aRestartBehindEveryRowGivesTheSameTail() throws Exception {
        Source.Plan plan = plan();
        List<String> all = read(plan, new ExecutionContext());
        assertThat(all).hasSizeGreaterThanOrEqualTo(4);
        for (int rows = 0; rows <= all.size(); rows++) {
            assertThat(read(plan, positionBehind(plan, rows)))
                    .as("behind row %d", rows)
                    .isEqualTo(all.subList(rows, all.size()));
        }
    }

    @Test
    void inPartitionsItGivesTheSameRows() throws Exception {
        Source.Plan plan = plan();
        assumeThat(plan.undivided()).isEmpty();
        List<String> rows = new ArrayList<>();
        for (Source.Partition partition : plan.divide(3, name -> runtime().source(name))) {
            rows.addAll(read(plan.within(partition), new ExecutionContext()));
        }
        assertThat(rows).isEqualTo(read(plan, new ExecutionContext()));
    }

    @Test
    void aRestartBehindEveryRowOfAPartitionGivesItsTail() throws Exception {
        Source.Plan whole = plan();
        assumeThat(whole.undivided()).isEmpty();
        for (Source.Partition partition : whole.divide(2, name -> runtime().source(name))) {
            Source.Plan plan = whole.within(partition);
            List<String> all = read(plan, new ExecutionContext());
            for (int rows = 0; rows <= all.size(); rows++) {
                assertThat(read(plan, positionBehind(plan, rows)))
                        .as("behind row %d of %s", rows, partition)
                        .isEqualTo(all.subList(rows, all.size()));
            }
        }
    }

    @Test
    void aPositionAtTheEndHasNothingBehindIt() throws Exception {
        Source.Plan plan = plan();
        ExecutionContext position = new ExecutionContext();
        ItemStreamReader<Row> reader = plan.reader(runtime());
        reader.open(position);
        Row row = reader.read();
        while (row != null) {
            row = reader.read();
        }
        reader.update(position);
        reader.close();
        assertThat(read(plan, position)).isEmpty();
    }

    @Test
    void openingAgainAtAPositionGoesBackToIt() throws Exception {
        ItemStreamReader<Row> reader = plan().reader(runtime());
        ExecutionContext position = new ExecutionContext();
        reader.open(position);
        reader.read();
        reader.update(position);
        String second = describe(requireNonNull(reader.read()));
        reader.read();
        reader.close();
        reader.open(position);
        assertThat(describe(requireNonNull(reader.read()))).isEqualTo(second);
        reader.close();
    }

    @Test
    void closingTwiceIsFine() throws Exception {
        ItemStreamReader<Row> reader = plan().reader(runtime());
        reader.open(new ExecutionContext());
        assertThat(reader.read()).isNotNull();
        reader.close();
        reader.close();
    }

    @Test
    void closingWhatWasNeverOpenedIsFine() throws Exception {
        plan().reader(runtime()).close();
    }

    @Test
    void everyRowHasTheSchemaOfThePlan() throws Exception {
        Source.Plan plan = plan();
        ItemStreamReader<Row> reader = plan.reader(runtime());
        reader.open(new ExecutionContext());
        for (Row row = reader.read(); row != null; row = reader.read()) {
            assertThat(row.schema()).isSameAs(plan.schema());
        }
        reader.close();
    }

    @TestFactory
    Stream<DynamicTest> wrongOptionsAreRefusedWithTheirPlace() throws Exception {
        return wrong().map(wrong -> DynamicTest.dynamicTest(
                wrong.problem(),
                () -> assertThat(PlannedSource.of(source(), wrong.yaml(), folder, databases())
                                .problems())
                        .anySatisfy(problem -> assertThat(problem).startsWith(wrong.problem()))));
    }

    /** The source, planned for a step. */
    protected Source.Plan plan() throws Exception {
        return PlannedSource.of(source(), readable(), folder, databases()).good();
    }

    protected final ExecutionContext positionBehind(Source.Plan plan, int rows) throws Exception {
        ExecutionContext position = new ExecutionContext();
        ItemStreamReader<Row> reader = plan.reader(runtime());
        reader.open(position);
        for (int i = 0; i < rows; i++) {
            reader.read();
        }
        reader.update(position);
        reader.close();
        return position;
    }

    private List<String> read(Source.Plan plan, ExecutionContext position) throws Exception {
        ItemStreamReader<Row> reader = plan.reader(runtime());
        reader.open(position);
        List<String> rows = new ArrayList<>();
        for (Row row = reader.read(); row != null; row = reader.read()) {
            rows.add(describe(row));
        }
        reader.close();
        return rows;
    }

    private static String describe(Row row) {
        RowError error = row.error();
        StringBuilder text = new StringBuilder().append(row.origin()).append(error == null ? "" : error.reason());
        if (row.isTuple()) {
            Row.Extent tuple = row.extent();
            return text.append(HexFormat.of().formatHex(row.bytes(), tuple.start(), tuple.start() + tuple.length()))
                    .toString();
        }
        for (int i = 0; error == null && i < row.schema().size(); i++) {
            text.append('|').append(row.value(i));
        }
        return text.toString();
    }
}
