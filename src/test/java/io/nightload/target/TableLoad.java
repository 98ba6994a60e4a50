package io.nightload.target;

import io.nightload.part.ChunkEnding;
import io.nightload.part.Counts;
import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.part.Publishing;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.part.WriteStatistics;
import io.nightload.part.kept.RowsAsJson;
import io.nightload.row.Column;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.target.write.Mode;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Deque;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;
import org.springframework.jdbc.datasource.DataSourceTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;

/** Loads rows through the table target as a step would, a transaction a chunk; the job has a parameter {@code :date}. */
final class TableLoad {

    static final ZoneId ZONE = ZoneId.of("Europe/Berlin");
    static final Position AT = new Position("jobs/test.yaml", 3, 5);
    private static final Parameters PARAMETERS = new Parameters(List.of(
            new Parameters.Value("date", ParameterSpec.Type.DATE, LocalDate.of(2026, 11, 21), "2026-11-21", true)));

    final Counts counts = new Counts();
    final List<String> rejects = new ArrayList<>();
    /** What is kept of them. */
    final List<String> rejectedRows = new ArrayList<>();

    private final DataSource dataSource;
    private final TableTarget.Options options;
    private final Deque<Runnable> meanwhile = new ArrayDeque<>();
    private boolean atOnce;
    /** What the step's checkpoint would hold. */
    private ExecutionContext position = new ExecutionContext();

    private TableLoad(DataSource dataSource, TableTarget.Options options) {
        this.dataSource = dataSource;
        this.options = options;
    }

    static TableLoad of(DataSource dataSource, String table, Mode mode, String... key) {
        return new TableLoad(
                dataSource,
                new TableTarget.Options(
                        new Located<>(table, AT),
                        new Located<>(mode, AT),
                        located(key),
                        null,
                        List.of(),
                        null,
                        null,
                        new Located<>(false, AT)));
    }

    static TableLoad append(DataSource dataSource, String table) {
        return of(dataSource, table, Mode.APPEND);
    }

    static TableLoad upsert(DataSource dataSource, String table, String... key) {
        return of(dataSource, table, Mode.UPSERT, key);
    }

    static TableLoad update(DataSource dataSource, String table, String... key) {
        return of(dataSource, table, Mode.UPDATE, key);
    }

    static TableLoad replace(DataSource dataSource, String table, String... key) {
        return of(dataSource, table, Mode.REPLACE, key);
    }

    /** As with {@code publish: step}. */
    TableLoad atOnce() {
        TableLoad load = new TableLoad(dataSource, options);
        load.atOnce = true;
        return load;
    }

    TableLoad newer(String column) {
        return with(new Located<>(column, AT), options.insertOnly(), options.delete(), options.where(), false);
    }

    TableLoad insertOnly(String... columns) {
        return with(options.newer(), located(columns), options.delete(), options.where(), false);
    }

    TableLoad delete(String expression) {
        return with(options.newer(), options.insertOnly(), scalar(expression), options.where(), false);
    }

    TableLoad where(String condition) {
        return with(options.newer(), options.insertOnly(), options.delete(), scalar(condition), false);
    }

    TableLoad mayBeEmpty() {
        return with(options.newer(), options.insertOnly(), options.delete(), options.where(), true);
    }

    private TableLoad with(
            @Nullable Located<String> newer,
            List<Located<String>> insertOnly,
            Node.@Nullable Scalar delete,
            Node.@Nullable Scalar where,
            boolean empty) {
        return new TableLoad(
                dataSource,
                new TableTarget.Options(
                        options.name(),
                        options.mode(),
                        options.key(),
                        newer,
                        insertOnly,
                        delete,
                        where,
                        new Located<>(empty, AT)));
    }

    private static List<Located<String>> located(String... names) {
        return Arrays.stream(names).map(name -> new Located<>(name, AT)).toList();
    }

    /** Its character at 0 stands in column 100 of the file. */
    private static Node.Scalar scalar(String text) {
        return new Node.Scalar(AT, text, Node.Tag.STR, index -> new Position("jobs/test.yaml", 3, 100 + index));
    }

    /** What is wrong, without the position, which is the same for all. */
    List<String> problems(Schema input) {
        return located(input).stream().map(Problem::message).toList();
    }

    List<Problem> located(Schema input) {
        Problems problems = new Problems();
        plan(input, problems, false);
        return problems.list();
    }

    List<String> notesAfterSql(Schema input) {
        Problems problems = new Problems();
        plan(input, problems, true);
        problems.throwIfAny();
        return problems.notes().stream().map(Problem::message).toList();
    }

    String description(Schema input) {
        return plan(input, new Problems(), false).description();
    }

    /** Each in a transaction of its own, the last one with the end of the step; the statistics are of all of them. */
    WriteStatistics load(Rows... chunks) {
        return run(true, chunks);
    }

    /** As {@link #load}, but the program dies behind these chunks; the next call resumes it. */
    void loadPart(Rows... chunks) {
        run(false, chunks);
    }

    /** A transform may make so many rows of a chunk that they come in several writes. */
    void loadInOneTransaction(Rows... writes) {
        ItemStreamWriter<Row> writer = open(writes[0].schema());
        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            Arrays.stream(writes).forEach(rows -> write(writer, rows));
            ((ChunkEnding) writer).endOfChunk();
        });
        writer.close();
    }

    private ItemStreamWriter<Row> open(Schema input) {
        Problems problems = new Problems();
        TargetPart.Plan plan = plan(input, problems, false);
        problems.throwIfAny();
        ItemStreamWriter<Row> writer =
                plan.writer(new StepRuntime(dataSource, name -> dataSource, counts, this::reject, ZONE, 1000));
        writer.open(new ExecutionContext(position));
        return writer;
    }

    /** Has this done behind the next chunk of what is loaded next, and so on. */
    TableLoad meanwhile(Runnable others) {
        meanwhile.add(others);
        return this;
    }

    private WriteStatistics run(boolean toTheEnd, Rows... chunks) {
        ItemStreamWriter<Row> writer = open(chunks[0].schema());
        for (int i = 0; i < chunks.length; i++) {
            if (i > 0 && !meanwhile.isEmpty()) {
                meanwhile.remove().run();
            }
            inTransaction(writer, chunks[i], toTheEnd && i == chunks.length - 1);
        }
        writer.close();
        return (WriteStatistics) writer;
    }

    private void inTransaction(ItemStreamWriter<Row> writer, Rows chunk, boolean last) {
        ExecutionContext after = new ExecutionContext(position);
        new TransactionTemplate(new DataSourceTransactionManager(dataSource)).executeWithoutResult(status -> {
            write(writer, chunk);
            ((ChunkEnding) writer).endOfChunk();
            if (last && writer instanceof Publishing publishing) {
                publishing.publish(() -> true);
            }
            writer.update(after);
        });
        position = after;
    }

    private static void write(ItemStreamWriter<Row> writer, Rows chunk) {
        try {
            if (!chunk.list().isEmpty()) {
                writer.write(new Chunk<>(chunk.list()));
            }
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void reject(Row row, RowError error) {
        rejectedRows.add(row.origin().key() + " " + kept(row));
        rejects.add(row.origin().line() + " " + error.sqlState() + " " + error.column()
                + (error.constraint() == null ? "" : " " + error.constraint()) + ": " + error.reason());
    }

    private static String kept(Row row) {
        return new RowsAsJson(
                        row.schema(),
                        row.schema().columns().stream().map(Column::slot).collect(Collectors.toSet()))
                .keep(row);
    }

    private TargetPart.Plan plan(Schema input, Problems problems, boolean earlierSql) {
        return new TableTarget()
                .plan(
                        options,
                        input,
                        new Planning(
                                AT,
                                problems,
                                PARAMETERS,
                                ZONE,
                                Path.of("."),
                                name -> Optional.of(dataSource),
                                atOnce,
                                earlierSql));
    }
}
