package io.nightload.target;

import io.nightload.part.Counts;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.part.WriteStatistics;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.nio.file.Path;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads rows through the table target as a step would, a transaction a chunk. */
final class TableLoad {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    private static final Position AT = new Position("jobs/test.yaml", 3, 5);

    final Counts counts = new Counts();
    final List<String> rejects = new ArrayList<>();
    private final DataSource dataSource;
    private final TableTarget.Options options;

    TableLoad(DataSource dataSource, String table, TableTarget.Mode mode, String... key) {
        this.dataSource = dataSource;
        this.options = new TableTarget.Options(
                new Located<>(table, AT),
                new Located<>(mode, AT),
                java.util.Arrays.stream(key).map(k -> new Located<>(k, AT)).toList());
    }

    static TableLoad append(DataSource dataSource, String table) {
        return new TableLoad(dataSource, table, TableTarget.Mode.APPEND);
    }

    static TableLoad upsert(DataSource dataSource, String table, String... key) {
        return new TableLoad(dataSource, table, TableTarget.Mode.UPSERT, key);
    }

    /** What is wrong, without the position, which is the same for all. */
    List<String> problems(Schema input) {
        Problems problems = new Problems();
        plan(input, problems, false);
        return problems.list().stream().map(Problem::message).toList();
    }

    List<String> notesAfterSql(Schema input) {
        Problems problems = new Problems();
        plan(input, problems, true);
        problems.throwIfAny();
        return problems.notes().stream().map(Problem::message).toList();
    }

    /** Each in a transaction of its own; the statistics are of all of them. */
    WriteStatistics load(Rows... chunks) throws Exception {
        Problems problems = new Problems();
        TargetPart.Plan plan = plan(chunks[0].schema(), problems, false);
        problems.throwIfAny();
        ItemStreamWriter<Row> writer =
                plan.writer(new StepRuntime(dataSource, name -> dataSource, counts, this::reject, ZONE, 1000));
        writer.open(new ExecutionContext());
        TransactionTemplate transaction = new TransactionTemplate(new DataSourceTransactionManager(dataSource));
        for (Rows chunk : chunks) {
            transaction.executeWithoutResult(status -> write(writer, chunk));
        }
        writer.close();
        return (WriteStatistics) writer;
    }

    private static void write(ItemStreamWriter<Row> writer, Rows chunk) {
        try {
            writer.write(new Chunk<>(chunk.list()));
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void reject(Row row, RowError error) {
        rejects.add(row.origin().line() + " " + error.sqlState() + " " + error.column() + ": " + error.reason());
    }

    private TargetPart.Plan plan(Schema input, Problems problems, boolean earlierSql) {
        return new TableTarget()
                .plan(
                        options,
                        input,
                        new Planning(
                                AT,
                                problems,
                                new Parameters(List.of()),
                                ZONE,
                                Path.of("."),
                                name -> Optional.of(dataSource),
                                earlierSql));
    }
}
