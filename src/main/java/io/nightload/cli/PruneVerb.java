package io.nightload.cli;

import io.nightload.checkpoint.Instances;
import io.nightload.cli.history.Execution;
import io.nightload.cli.history.ExecutionLog;
import io.nightload.cli.history.Pruning;
import io.nightload.cli.history.Pruning.Pruned;
import io.nightload.cli.text.Units;
import io.nightload.connection.Connections;
import io.nightload.connection.Migrations;
import io.nightload.recovery.Holds;
import io.nightload.spec.TimeSpan;
import java.sql.Connection;
import java.sql.SQLException;
import java.time.Clock;
import java.time.Duration;
import java.time.LocalDateTime;
import java.util.Optional;
import java.util.concurrent.Callable;
import javax.sql.DataSource;
import org.springframework.jdbc.core.JdbcTemplate;
import org.springframework.jdbc.datasource.SingleConnectionDataSource;
import org.springframework.jdbc.support.JdbcTransactionManager;
import org.springframework.transaction.support.TransactionTemplate;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Removes what is known of old executions. */
@Command(
        name = "prune",
        description = {
            "Removes what is known of the project's old executions: history, reports and rejected rows.",
            "What a resume needs stays, and so does the knowledge of what is complete: run still says so."
        },
        footer = {"%nExamples:", "  nightload prune --older-than 90d", "  nightload prune --older-than 30d --dry-run"})
final class PruneVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;

    @Option(
            names = "--older-than",
            paramLabel = "AGE",
            required = true,
            description =
                    "How long ago the last execution of a job with the same parameters must have ended, such as 90d.")
    private Duration age = Duration.ZERO;

    @Option(names = "--dry-run", description = "Only say what would be removed.")
    private boolean dry;

    PruneVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        try (ControlDatabase databases = new ControlDatabase(globals)) {
            Pruned pruned = databases.query(ExecutionLog::isEmpty).orElse(true) ? Pruned.NOTHING : prune(databases);
            globals.output()
                    .complain("%s of %s and %s older than %s %s removed%s"
                            .formatted(
                                    Units.count(pruned.executions(), "execution", "executions"),
                                    Units.count(pruned.instances(), "job instance", "job instances"),
                                    Units.count(pruned.rejects(), "rejected row", "rejected rows"),
                                    TimeSpan.text(age),
                                    dry ? "would be" : "are",
                                    kept(pruned)));
        }
        return 0;
    }

    private static String kept(Pruned pruned) {
        return pruned.kept() == 0
                ? ""
                : "; " + Units.count(pruned.kept(), "instance is", "instances are")
                        + " kept for a resume: restart or abandon what is not needed";
    }

    private Pruned prune(ControlDatabase databases) throws SQLException {
        if (!Migrations.TARGET.isThere(databases.dataSource(Connections.TARGET))) {
            throw new RefusedException(
                    "the target has no tables of Nightload's, so that nothing tells which executions are still to be"
                            + " resumed: is connections.target the database that they loaded?");
        }
        try (Connection control = databases.dataSource(Connections.CONTROL).getConnection();
                Connection target = databases.dataSource(Connections.TARGET).getConnection()) {
            String project = databases.settings().project();
            ExecutionLog log = new ExecutionLog(control, project);
            Pruning pruning = pruning(control, target);
            Pruned all = Pruned.NOTHING;
            for (long id : pruning.candidates(project, LocalDateTime.now(clock).minus(age))) {
                Optional<Execution> last = log.find(id);
                all = last.isEmpty() ? all : all.and(pruning.prune(last.get(), dry));
            }
            return all;
        }
    }

    private static Pruning pruning(Connection control, Connection target) {
        DataSource ofControl = new SingleConnectionDataSource(control, true);
        DataSource ofTarget = new SingleConnectionDataSource(target, true);
        return new Pruning(
                new JdbcTemplate(ofControl),
                new TransactionTemplate(new JdbcTransactionManager(ofControl)),
                new Holds(ofControl),
                new JdbcTemplate(ofTarget),
                new Instances(ofTarget));
    }
}
