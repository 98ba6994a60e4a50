package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.recovery.Holds;
import io.nightload.recovery.ThisProcess;
import java.sql.SQLException;
import java.time.Duration;
import java.util.concurrent.Callable;
import java.util.concurrent.TimeUnit;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Stops an execution, wherever it runs. */
@Command(
        name = "stop",
        description = {
            "Stops an execution after the chunk in flight, on whichever machine it runs, and waits for its end.",
            "The wish stands in the control database and the execution sees it with its heartbeat. From then on run leaves the job"
                    + " alone, with exit code 5, until restart lets it go on or run --again begins it anew."
        },
        footer = {
            "%nExamples:",
            "  nightload stop 7",
            "  nightload stop nightly-shop --wait 10m",
            "%nExit codes: 0 it does not run (any more), 1 it still runs, 2 there is nothing to stop."
        })
final class StopVerb implements Callable<Integer> {

    private static final long LOOK_EVERY_MILLIS = 250;

    private final Globals globals;

    @Mixin
    private final ExecutionChoice choice = new ExecutionChoice();

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "How long to wait for its end, such as 10m; 0s does not wait. Default: 1m.")
    private Duration wait = Duration.ofMinutes(1);

    StopVerb(Globals globals) {
        this.globals = globals;
    }

    @Override
    public Integer call() throws SQLException {
        Output output = globals.output();
        try (ControlDatabase control = new ControlDatabase(globals)) {
            Execution execution = choice.findLast(control, "stop");
            String name = "execution " + execution.id() + " of " + execution.name();
            if (execution.isOver()) {
                throw new RefusedException(name + " is " + execution.status() + ": there is nothing to stop");
            }
            new Holds(control.dataSource(Connections.CONTROL))
                    .stop(execution.instance(), execution.id(), ThisProcess.person());
            String status = execution.status().equals("running") ? end(control, execution) : execution.status();
            output.complain(name + " " + outcome(status, execution));
            return status.equals("running") ? Failures.FAILED : 0;
        }
    }

    private static String outcome(String status, Execution execution) {
        String resume = "run leaves it alone until: nightload restart " + execution.id();
        return switch (status) {
            case "running" -> "is asked to stop and still runs; it ends after the chunk in flight, and " + resume;
            case "completed" -> "completed before it could be stopped";
            default -> "does not run (" + status + "); " + resume;
        };
    }

    /** Its status when it has ended, or when nobody waits any longer. */
    private String end(ControlDatabase control, Execution execution) throws SQLException {
        long begun = System.nanoTime(); // no clock that somebody sets
        String status = execution.status();
        try {
            while (status.equals("running") && System.nanoTime() - begun < wait.toNanos()) {
                TimeUnit.MILLISECONDS.sleep(LOOK_EVERY_MILLIS);
                status = control.query(log -> log.find(execution.id()))
                        .flatMap(found -> found)
                        .map(Execution::status)
                        .orElse(status);
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        return status;
    }
}
