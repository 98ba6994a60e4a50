package io.nightload.cli;

import io.nightload.cli.report.CheckReport;
import io.nightload.cli.report.Commands;
import io.nightload.cli.report.ConsoleListener;
import io.nightload.cli.report.RunReport;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.plan.LoadedJob;
import io.nightload.run.JobReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.run.RunContext;
import io.nightload.run.RunRequest;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Problem;
import io.nightload.spec.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/** Runs a job to its end. */
@Command(
        name = "run",
        description = {
            "Runs a job: starts it, resumes it, or says that it is complete already.",
        },
        footer = {
            "%nExamples:",
            "  nightload run nightly-shop",
            "  nightload run nightly-shop date=2026-11-20",
            "  nightload run nightly-shop --as-of 2026-11-21T02:00:00Z --env prod",
            "%nExit codes: 0 complete, 1 failed (run it again: it resumes), 2 refused, 3 too many rejects,",
            "4 another process runs it, 130 or 143 interrupted (run it again: it resumes)."
        })
final class RunVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;
    private final List<String> typed;

    @Mixin
    private final JobChoice choice = new JobChoice();

    @Option(names = "--again", description = "Run anew what is complete already.")
    private boolean again;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The report as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    /** @param typed the whole command line, for the command that resumes the run */
    RunVerb(Globals globals, Clock clock, List<String> typed) {
        this.globals = globals;
        this.clock = clock;
        this.typed = typed;
    }

    @Override
    public Integer call() throws SQLException {
        try {
            return run();
        } catch (InvalidSpecException e) {
            if (format == ReportFormat.TEXT) {
                throw e;
            }
            globals.output().print(json(Refused.of(choice.job(), e.problems())));
            return Failures.REFUSED;
        }
    }

    private int run() throws SQLException {
        Settings settings = globals.settings();
        LoadedJob loaded = choice.load(settings, clock);
        try (Connections connections = globals.connections(settings);
                RunContext context = RunContext.open(settings, connections)) {
            if (!loaded.problems().isEmpty()) { // what cannot run starts no database, nor waits for one
                context.planner().plan(loaded, connection -> Optional.empty());
            }
            return run(loaded, connections, context);
        }
    }

    private int run(LoadedJob loaded, Connections connections, RunContext context) throws SQLException {
        Output output = globals.output();
        try (Signals signals = Signals.catchFor(context.runner()::stop)) {
            ConsoleListener listener = new ConsoleListener(output, place(loaded.settings(), connections), clock);
            JobReport report = context.runner().run(new RunRequest(loaded, again), listener);
            output.print(format == ReportFormat.JSON ? json(report) : text(report, output));
            return report.outcome() == Outcome.INTERRUPTED
                    ? signals.exitCode().orElse(report.outcome().exitCode())
                    : report.outcome().exitCode();
        }
    }

    private static String place(Settings settings, Connections connections) {
        String database = connections.describe(Connections.TARGET);
        return settings.environment() == null ? database : database + " (environment " + settings.environment() + ")";
    }

    private List<String> text(JobReport report, Output output) {
        List<String> command =
                typed.stream().filter(word -> !word.equals("--again")).toList();
        return new RunReport(report, Commands.nightload(command), output.outTerminal()).lines();
    }

    /** The report of a run that did not begin, for programs. */
    private record Refused(String job, Outcome outcome, List<CheckReport.Remark> problems) {

        static Refused of(String job, List<Problem> problems) {
            return new Refused(
                    job,
                    Outcome.REFUSED,
                    problems.stream().map(CheckReport.Remark::of).toList());
        }
    }

    private static List<String> json(Object report) {
        return List.of(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report));
    }
}
