package io.nightload.cli;

import io.nightload.checkpoint.Instances;
import io.nightload.cli.history.Execution;
import io.nightload.cli.report.Commands;
import io.nightload.connection.Connections;
import io.nightload.recovery.ThisProcess;
import io.nightload.run.Patience;
import io.nightload.run.RunContext;
import io.nightload.run.RunGuard;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Gives up an execution for good. */
@Command(
        name = "abandon",
        description = {
            "Gives up what an execution began and did not complete: it is never resumed. What it has loaded stays.",
            "From then on run leaves the job alone, with exit code 5, until run --again begins it anew."
        },
        footer = {
            "%nExamples:",
            "  nightload abandon 7",
            "  nightload abandon nightly-shop",
            "%nExit codes: 0, 2 there is nothing to abandon, 4 it still runs: stop it first."
        })
final class AbandonVerb implements Callable<Integer> {

    private final Globals globals;

    @Mixin
    private final ExecutionChoice choice = new ExecutionChoice();

    AbandonVerb(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() throws SQLException {
        Execution execution = find();
        Patience waiting = new Patience(Duration.ZERO, () -> false, globals.output()::complain);
        try (Connections connections = globals.connections(globals.settings());
                RunContext context = RunContext.open(globals.settings(), connections);
                RunGuard.Turn turn =
                        context.guard().enter(execution.instance(), waiting, RunGuard.Holder.stopping(() -> {}))) {
            find(); // it may have completed meanwhile
            turn.abandon(execution.instance(), execution.id(), ThisProcess.person());
            new Instances(connections.dataSource(Connections.TARGET)).dropStaged(execution.instance());
        }
        globals.output()
                .complain("execution " + execution.id() + " of " + execution.name()
                        + " is abandoned; what it has loaded stays. To run it anew: "
                        + Commands.anew(execution.job(), execution.assignments()));
        return 0;
    }

    private Execution find() throws SQLException {
        try (ControlDatabase control = new ControlDatabase(globals)) {
            Execution execution = choice.findLast(control, "abandon");
            if (execution.isOver()) {
                throw new RefusedException("execution " + execution.id() + " of " + execution.name() + " is "
                        + execution.status() + ": there is nothing to abandon");
            }
            return execution;
        }
    }
}
