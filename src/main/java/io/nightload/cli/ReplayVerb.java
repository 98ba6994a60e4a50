package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.report.Commands;
import io.nightload.cli.report.ConsoleListener;
import io.nightload.cli.report.ReplayText;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.plan.LoadedJob;
import io.nightload.recovery.ThisProcess;
import io.nightload.replay.MendedRows;
import io.nightload.replay.ReplayRefusedException;
import io.nightload.replay.ReplayReport;
import io.nightload.replay.ReplayRequest;
import io.nightload.replay.Replayer;
import io.nightload.run.RunContext;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Settings;
import io.nightload.spec.StepSpec;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.NavigableMap;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Loads rejected rows after all. */
@Command(
        name = "replay",
        description = {
            "Takes rejected rows through their steps once more, after the data, the job file or the target was mended: with the"
                    + " parameters of the execution, through the step's transforms and into its target as the job file has them now.",
            "Each row is loaded and marked as replayed in one transaction, so that none is loaded twice, whatever dies meanwhile. A row that is"
                    + " refused again stays rejected, with its new reason. Steps behind the replayed ones are not run again.",
            "To mend the rows themselves, write them to a file with rejects --csv, mend their column raw, and replay --from the file:"
                    + " then its rows alone are replayed.",
            "A replayed row comes after all that was loaded since: an upsert takes it for the newest of its key, unless newer says"
                    + " otherwise. A step that replaces its target is mended by run --again."
        },
        footer = {
            "%nExamples:",
            "  nightload rejects replay nightly-shop --dry-run",
            "  nightload rejects replay 7 --step customers",
            "  nightload rejects 7 --csv rejects.csv    (then mend the column raw)",
            "  nightload rejects replay 7 --from rejects.csv",
            "%nExit codes: 0 all were loaded, or there are none, 1 failed (replay again: it goes on), 2 refused, 3 some were refused again,",
            "4 another process runs the job or replays its rejects, 130 or 143 interrupted (replay again: it goes on)."
        })
final class ReplayVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;

    @Mixin
    private final ExecutionChoice choice = new ExecutionChoice();

    @Option(names = "--step", paramLabel = "NAME", description = "Only rows of this step.")
    private @Nullable String step;

    @Option(
            names = "--from",
            paramLabel = "FILE",
            description =
                    "Only rows of this file, as it has them: rejects --csv wrote it, and somebody has mended the column raw;"
                            + " - is the standard input.")
    private @Nullable Path file;

    @Option(names = "--dry-run", description = "Only say what would become of them: everything is rolled back.")
    private boolean dry;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "How long to wait for another process that runs the job, such as 10m. Default: not at all.")
    private Duration wait = Duration.ZERO;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The report as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    ReplayVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        Settings settings = globals.settings();
        Execution execution = find();
        LoadedJob job = LoadedJob.load(settings, execution.job(), execution.assignments(), clock.instant());
        if (!job.parameters().identity().equals(execution.instance().identity())) {
            throw new RefusedException(
                    "job " + execution.job() + " has other identifying parameters now than execution "
                            + execution.id() + " (" + String.join(" ", execution.assignments())
                            + "), so that its rejects cannot be replayed with it");
        }
        requireStep(job);
        ReplayRequest request = new ReplayRequest(
                job, execution.instance(), execution.id(), step, mended(), dry, wait, ThisProcess.person());
        try {
            return replay(settings, request);
        } catch (ReplayRefusedException e) {
            if (!e.isAbandoned()) {
                throw e;
            }
            throw new RefusedException(
                    e.getMessage() + "; to run it anew: " + Commands.anew(execution.job(), execution.assignments()));
        }
    }

    private Execution find() throws SQLException {
        try (ControlDatabase control = new ControlDatabase(globals)) {
            return choice.find(control);
        }
    }

    private @Nullable NavigableMap<Long, String> mended() {
        if (file == null) {
            return null;
        }
        return file.equals(RejectsVerb.STANDARD)
                ? MendedRows.read(System.in, "the standard input")
                : MendedRows.read(globals.path(file));
    }

    private void requireStep(LoadedJob job) {
        List<String> steps = job.spec().steps().stream().map(StepSpec::name).toList();
        if (step != null && !steps.contains(step)) {
            throw new RefusedException(
                    "job " + job.spec().name() + " has no step '" + step + "'" + NearestWord.hint(step, steps));
        }
    }

    private int replay(Settings settings, ReplayRequest request) throws SQLException {
        Output output = globals.output();
        try (Connections connections = globals.connections(settings);
                RunContext context = RunContext.open(settings, connections)) {
            ConsoleListener listener = new ConsoleListener(output, connections.describe(Connections.TARGET), clock);
            Replayer replayer = new Replayer(connections, context.planner(), context.guard(), listener);
            try (Signals signals = Signals.catchFor(replayer::stop)) {
                return signals.exitCodeOf(() -> replay(replayer, request, signals), output);
            }
        }
    }

    private int replay(Replayer replayer, ReplayRequest request, Signals signals) throws SQLException {
        ReplayReport report = replayer.replay(request);
        Output output = globals.output();
        output.print(
                format == ReportFormat.JSON
                        ? JobRun.json(report)
                        : new ReplayText(report, output.outTerminal()).lines());
        return signals.exitCode(
                report.outcome() == ReplayReport.Outcome.INTERRUPTED,
                report.outcome().exitCode());
    }
}
