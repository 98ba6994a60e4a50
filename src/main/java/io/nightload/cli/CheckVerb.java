package io.nightload.cli;

import io.nightload.cli.report.CheckReport;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.part.Databases;
import io.nightload.plan.JobPlan;
import io.nightload.plan.LoadedJob;
import io.nightload.run.RunContext;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Says what a job would do, and all that is wrong with it. */
@Command(
        name = "check",
        description = {
            "Says what a job would read and write, and all that is wrong with it.",
            "It reads no more than the files' headers and the database's catalogue, and writes nothing."
        },
        footer = {
            "%nExamples:",
            "  nightload check nightly-shop",
            "  nightload check nightly-shop date=2026-11-20 --output json",
            "%nExit codes: 0 the job can run, 2 it cannot."
        })
final class CheckVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;

    @Mixin
    private final JobChoice choice = new JobChoice();

    @Option(names = "--output", paramLabel = "FORMAT", description = "The answer as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    CheckVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        Settings settings = globals.settings();
        try (Connections connections = globals.connections(settings)) {
            LoadedJob loaded = choice.load(settings, clock);
            print(check(loaded, connections));
            return 0;
        } catch (InvalidSpecException e) {
            if (format == ReportFormat.TEXT) {
                throw e;
            }
            print(CheckReport.refused(choice.job(), e.problems()));
            return Failures.REFUSED;
        }
    }

    private CheckReport check(LoadedJob loaded, Connections connections) throws SQLException {
        ReachableDatabases databases = new ReachableDatabases(connections, globals.output()::complain);
        try (RunContext context = RunContext.open(loaded.settings(), connections)) {
            JobPlan plan = context.planner().check(loaded, databases);
            databases.find(Databases.TARGET);
            return CheckReport.of(plan, databases.unanswered());
        }
    }

    private void print(CheckReport report) {
        Output output = globals.output();
        output.print(format == ReportFormat.JSON ? report.json() : report.lines(output.outTerminal()));
    }
}
