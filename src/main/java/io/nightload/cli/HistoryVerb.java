package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionLog;
import io.nightload.cli.history.HistoryFilter;
import io.nightload.cli.history.HistoryTable;
import io.nightload.cli.history.RejectLog;
import io.nightload.cli.query.CsvRows;
import io.nightload.cli.query.JsonRows;
import io.nightload.cli.text.Output;
import io.nightload.connection.ServerError;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.List;
import java.util.Map;
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
            "  nightload history --failed --since 24h",
            "  nightload history --output csv > runs.csv"
        })
final class HistoryVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;

    @Parameters(index = "0", arity = "0..1", paramLabel = "JOB", description = "Only executions of this job.")
    private @Nullable String job;

    @Option(names = "--job", paramLabel = "NAME", description = "The same as JOB.")
    private @Nullable String named;

    @Option(names = "--failed", description = "Only executions that failed, or whose process died.")
    private boolean failed;

    @Option(
            names = "--since",
            paramLabel = "AGE",
            description = "Only executions that began since then: an age such as 24h or 7d.")
    private @Nullable Duration since;

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
            HistoryTable table = new HistoryTable(executions, replayed(control, executions), clock);
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
        @Nullable
        LocalDateTime from = since == null ? null : LocalDateTime.now(clock).minus(since);
        return log.newest(new HistoryFilter(job(), from, failed), limit);
    }

    /** The rejects are in the target, and this verb is for the times when that is down, too. */
    private Map<Long, Long> replayed(ControlDatabase control, List<Execution> executions) {
        if (executions.stream().allMatch(execution -> execution.rejected() == 0)) {
            return Map.of();
        }
        try {
            return control.queryTarget(target -> new RejectLog(target).replayed(executions))
                    .orElse(Map.of());
        } catch (SQLException e) {
            globals.output()
                    .complain("how many rejected rows were replayed is not known: "
                            + ServerError.of(e).message());
            return Map.of();
        }
    }

    private @Nullable String job() {
        if (job != null && named != null && !job.equals(named)) {
            throw new RefusedException("JOB is '" + job + "' and --job is '" + named + "': name one job");
        }
        return job == null ? named : job;
    }

    private String nothing() {
        @Nullable String name = job();
        if (failed || since != null) {
            return "no such execution" + (name == null ? "" : " of a job '" + name + "'");
        }
        return name == null ? "no job has run yet" : "no execution of a job '" + name + "'";
    }
}
