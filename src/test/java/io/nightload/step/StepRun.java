package io.nightload.step;

import io.nightload.TestDatabase;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts;
import io.nightload.part.Publishing;
import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.part.TargetPart;
import io.nightload.plan.StepPlan;
import io.nightload.row.Block;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.Retry;
import io.nightload.spec.RetryOptions;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepSpec;
import java.nio.charset.StandardCharsets;
import java.sql.SQLException;
import java.time.Duration;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.infrastructure.item.Chunk;
import org.springframework.batch.infrastructure.item.ExecutionContext;
import org.springframework.batch.infrastructure.item.ItemStreamReader;
import org.springframework.batch.infrastructure.item.ItemStreamWriter;

/** Runs a step of rows that a test made of its own parts. Its source reads the numbers from 1 up, without a database. */
final class StepRun implements StepListener {

    private static final Position PLACE = new Position("jobs/j.yaml", 4, 5);
    private static final Schema COLUMNS = new Schema(List.of());

    private final List<StepReport> reports = new ArrayList<>();
    private final TestDatabase database;
    private final int rows;
    private final StepOptions options;

    /** A user's code in a part. */
    @FunctionalInterface
    interface Code {
        void run(StepRuntime runtime, List<? extends Row> rows) throws Exception;
    }

    StepRun(TestDatabase database, int rows, StepOptions options) throws SQLException {
        this.database = database;
        this.rows = rows;
        this.options = options;
        Migrations.target(database.dataSource());
    }

    static StepOptions chunks(int rows) {
        return new StepOptions(rows, null, null, StepOptions.NONE.pool(), null, RetryOptions.NONE, false);
    }

    /** Writes each chunk by this code. */
    StepReport writing(Code code) throws Exception {
        return run(database.dataSource(), List.of(), (runtime, chunk) -> {}, code);
    }

    /** Runs this code when the reader, which takes a connection to the target, is opened. */
    StepReport opening(Code code) throws Exception {
        return run(database.dataSource(), List.of("target"), code, (runtime, chunk) -> {});
    }

    StepReport connectedBy(DataSource connections) throws Exception {
        return run(connections, List.of(), (runtime, chunk) -> {}, (runtime, chunk) -> {});
    }

    /** Reads it in partitions, tries twice, and publishes all rows at the end. */
    StepReport publishing(DataSource connections) throws Exception {
        StepPlan.Rows plan = plan(List.of(), (runtime, chunk) -> {}, target(Held::new));
        return run(connections, 2, environment -> new PartitionedStep(environment, plan.spec(), () -> plan));
    }

    /** The same step, tried; it writes each chunk by this code. */
    StepTrial trying(Code code) throws SQLException {
        return trying((runtime, chunk) -> {}, code);
    }

    /** Likewise; this code runs when its reader is opened. */
    StepTrial trying(Code opening, Code writing) throws SQLException {
        return StepTrial.open(
                new InstanceKey("p", "j", "", 0),
                plan(List.of(), opening, writing),
                List.of(),
                name -> database.dataSource(),
                ZoneOffset.UTC);
    }

    private StepPlan.Rows plan(List<String> asked, Code opening, Code writing) {
        return plan(asked, opening, target(runtime -> chunk -> {
            runtime.counts().add(Counts.Kind.INSERTED, chunk.size());
            writing.run(runtime, chunk.getItems());
        }));
    }

    private StepPlan.Rows plan(List<String> asked, Code opening, TargetPart.Plan target) {
        StepSpec spec =
                new StepSpec("load", PLACE, null, null, List.of(), null, options, new Node.Mapping(PLACE, List.of()));
        return new StepPlan.Rows(
                spec, source(asked, opening), Set.of(), List.of(), COLUMNS, Optional.of(target), false, "numbers");
    }

    private StepReport run(DataSource connections, List<String> asked, Code opening, Code writing) throws Exception {
        StepPlan.Rows plan = plan(asked, opening, writing);
        return run(connections, 1, environment -> new CheckpointedStep(environment, plan.spec(), () -> plan));
    }

    private StepReport run(DataSource connections, int attempts, Function<StepEnvironment, Step> step)
            throws Exception {
        JobRepository repository = new ResourcelessJobRepository();
        StepEnvironment environment = new StepEnvironment(
                new InstanceKey("p", "j", "", 0),
                null,
                "last",
                name -> connections,
                ZoneOffset.UTC,
                new Retry(attempts, Duration.ZERO, Duration.ZERO),
                AfterCommitJobRepository.behind(repository),
                this);
        JobExecution job = repository.createJobExecution(
                repository.createJobInstance("j", new JobParameters()), new JobParameters(), new ExecutionContext());
        step.apply(environment).execute(repository.createStepExecution("load", job));
        return reports.get(0);
    }

    @Override
    public void stepEnded(StepReport report) {
        reports.add(report);
    }

    private Source.Plan source(List<String> asked, Code opening) {
        return new Source.Plan() {
            @Override
            public Schema schema() {
                return COLUMNS;
            }

            @Override
            public List<Source.Input> inputs() {
                return List.of();
            }

            @Override
            public List<String> connections() {
                return asked;
            }

            @Override
            public Source.Plan within(Source.Partition partition) {
                return this;
            }

            @Override
            public ItemStreamReader<Row> reader(StepRuntime runtime) {
                return new Numbers(runtime, opening);
            }
        };
    }

    private final class Numbers implements ItemStreamReader<Row> {

        private final StepRuntime runtime;
        private final Code opening;
        private int number;

        Numbers(StepRuntime runtime, Code opening) {
            this.runtime = runtime;
            this.opening = opening;
        }

        @Override
        public void open(ExecutionContext context) {
            try {
                opening.run(runtime, List.of());
            } catch (Exception e) {
                throw new IllegalStateException(e);
            }
        }

        @Override
        public @Nullable Row read() {
            if (number == rows) {
                return null;
            }
            byte[] text = Integer.toString(++number).getBytes(StandardCharsets.UTF_8);
            Block block = new Block("numbers", text, new int[0], new int[0]);
            return Row.of(COLUMNS, block, new Row.Extent(0, 0, text.length, number, -1));
        }
    }

    private static TargetPart.Plan target(Function<StepRuntime, ItemStreamWriter<Row>> writer) {
        return new TargetPart.Plan() {
            @Override
            public String description() {
                return "a test's table";
            }

            @Override
            public boolean appends() {
                return false;
            }

            @Override
            public ItemStreamWriter<Row> writer(StepRuntime runtime) {
                return writer.apply(runtime);
            }
        };
    }

    /** Holds all rows back, wherever. */
    private record Held(StepRuntime runtime) implements ItemStreamWriter<Row>, Publishing {

        @Override
        public void prepare() {}

        @Override
        public void write(Chunk<? extends Row> chunk) {}

        @Override
        public boolean publish(BooleanSupplier fewRejects) {
            runtime.counts()
                    .add(Counts.Kind.INSERTED, runtime.counts().snapshot().getOrDefault(Counts.Kind.READ, 0L));
            return true;
        }
    }
}
