package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionLog;
import io.nightload.cli.history.HistoryTable;
import io.nightload.cli.query.CsvRows;
import io.nightload.cli.query.JsonRows;
import io.nightload.cli.text.Output;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;
import picocli.CommandLine.Parameters;

/** Lists executions. */
@Command(
        name = "history",
        description = "Lists the latest executions of the project's jobs, the newest first.",
        footer = {
            "%nExamples:",
            "  nightload history",
            "  nightload history nightly-shop --limit 100",
            "  nightload history --output csv > runs.csv"
        })
final class HistoryVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Only executions of this job.")
    private @Nullable String job;

    @Option(names = "--limit", paramLabel = "N", description = "How many at most. Default: ${DEFAULT-VALUE}.")
    private long limit = 20;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The list as ${COMPLETION-CANDIDATES}.")
    private TableFormat format = TableFormat.TEXT;

    HistoryVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        Output output = globals.output();
        try (ControlDatabase control = new ControlDatabase(globals)) {
            List<Execution> executions = control.query(this::newest).orElse(List.of());
            HistoryTable table = new HistoryTable(executions, clock);
            switch (format) {
                case CSV -> table.write(new CsvRows(output.out()));
                case JSON -> table.write(new JsonRows(output.out()));
                case TEXT ->
                    output.print(executions.isEmpty() ? List.of(nothing()) : table.lines(output.outTerminal()));
            }
        }
        return 0;
    }

    private List<Execution> newest(ExecutionLog log) throws SQLException {
        return job == null ? log.newest(limit) : log.newest(job, limit);
    }

    private String nothing() {
        return job == null ? "no job has run yet" : "no execution of a job '" + job + "'";
    }
}
