package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionReport;
import io.nightload.cli.history.RejectLog;
import io.nightload.cli.history.RejectLog.Rejects;
import io.nightload.cli.text.Output;
import io.nightload.step.StepReport;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Shows one execution. */
@Command(
        name = "show",
        description = "Shows what one execution did: its steps, what they cost, errors and rejected rows.",
        footer = {
            "%nExamples:",
            "  nightload show 7",
            "  nightload show nightly-shop",
            "  nightload show 7 --output json"
        })
final class ShowVerb implements Callable<Integer> {

    private static final int REJECTS = 10;

    private final Globals globals;
    private final Clock clock;

    @Mixin
    private final ExecutionChoice choice = new ExecutionChoice();

    @Option(names = "--output", paramLabel = "FORMAT", description = "The answer as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    ShowVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        Output output = globals.output();
        try (ControlDatabase control = new ControlDatabase(globals)) {
            Execution execution = choice.find(control);
            List<StepReport> steps =
                    control.query(log -> log.steps(execution.id())).orElse(List.of());
            Rejects rejects = control.queryTarget(target -> new RejectLog(target).of(execution, REJECTS))
                    .orElse(Rejects.NONE);
            ExecutionReport report = new ExecutionReport(execution, steps, rejects);
            output.print(format == ReportFormat.JSON ? report.json(clock) : report.lines(output.outTerminal(), clock));
        }
        return 0;
    }
}
