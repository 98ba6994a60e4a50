package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionLog;
import io.nightload.cli.history.ExecutionReport;
import io.nightload.cli.history.RejectLog;
import io.nightload.cli.history.RejectLog.Rejects;
import io.nightload.cli.text.Output;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

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

    @Parameters(
            index = "0",
            paramLabel = "EXECUTION|JOB",
            description = "A number from nightload history, or a job's name for its latest execution.")
    private String which = "";

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
            ExecutionReport found = control.query(this::find)
                    .flatMap(report -> report)
                    .orElseThrow(() -> new RefusedException("there is no execution of '" + which
                            + "' in this project: nightload history lists those there are"));
            Rejects rejects = control.queryTarget(target -> new RejectLog(target).of(found.execution(), REJECTS))
                    .orElse(Rejects.NONE);
            ExecutionReport report = new ExecutionReport(found.execution(), found.steps(), rejects);
            output.print(format == ReportFormat.JSON ? report.json(clock) : report.lines(output.outTerminal(), clock));
        }
        return 0;
    }

    private Optional<ExecutionReport> find(ExecutionLog log) throws SQLException {
        List<Execution> found = which.matches("[0-9]{1,18}")
                ? log.find(Long.parseLong(which)).stream().toList()
                : log.newest(which, 1);
        return found.isEmpty()
                ? Optional.empty()
                : Optional.of(
                        new ExecutionReport(found.get(0), log.steps(found.get(0).id()), Rejects.NONE));
    }
}
