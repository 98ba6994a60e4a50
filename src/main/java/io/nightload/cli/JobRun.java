package io.nightload.cli;

import io.nightload.cli.report.Commands;
import io.nightload.cli.report.ConsoleListener;
import io.nightload.cli.report.RunReport;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.run.JobReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.run.RunContext;
import io.nightload.run.RunRequest;
import io.nightload.spec.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import tools.jackson.databind.SerializationFeature;
import tools.jackson.databind.json.JsonMapper;

/**
 * Runs a job for a verb, says what it does, and prints its report.
 *
 * @param command that resumes it, as words after {@code nightload}
 */
record JobRun(Globals globals, Clock clock, ReportFormat format, List<String> command) {

    /** Returns the exit code. */
    int run(RunRequest request) throws SQLException {
        Settings settings = request.job().settings();
        try (Connections connections = globals.connections(settings);
                RunContext context = RunContext.open(settings, connections)) {
            if (!request.job().problems().isEmpty()) { // what cannot run starts no database, nor waits for one
                context.planner().plan(request.job(), connection -> Optional.empty());
            }
            return run(request, connections, context);
        }
    }

    private int run(RunRequest request, Connections connections, RunContext context) throws SQLException {
        Output output = globals.output();
        try (Signals signals = Signals.catchFor(context.runner()::stop)) {
            return signals.exitCodeOf(() -> run(request, connections, context, signals, output), output);
        }
    }

    private int run(RunRequest request, Connections connections, RunContext context, Signals signals, Output output)
            throws SQLException {
        ConsoleListener listener =
                new ConsoleListener(output, place(request.job().settings(), connections), clock);
        JobReport report = context.runner().run(request, listener);
        output.print(format == ReportFormat.JSON ? json(report) : text(report, output));
        return signals.exitCode(
                report.outcome() == Outcome.INTERRUPTED, report.outcome().exitCode());
    }

    private static String place(Settings settings, Connections connections) {
        String database = connections.describe(Connections.TARGET);
        return settings.environment() == null ? database : database + " (environment " + settings.environment() + ")";
    }

    private List<String> text(JobReport report, Output output) {
        return new RunReport(report, Commands.nightload(command), output.outTerminal()).lines();
    }

    static List<String> json(Object report) {
        return List.of(JsonMapper.builder()
                .enable(SerializationFeature.INDENT_OUTPUT)
                .build()
                .writeValueAsString(report));
    }
}
