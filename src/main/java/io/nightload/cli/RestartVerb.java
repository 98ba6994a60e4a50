package io.nightload.cli;

import io.nightload.cli.history.Execution;
import io.nightload.cli.report.Commands;
import io.nightload.plan.LoadedJob;
import io.nightload.run.RunRequest;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;

/** Lets an execution go on. */
@Command(
        name = "restart",
        description = {
            "Resumes what an execution began and did not complete, with its parameters.",
            "It is what run does, but for a job that a person has stopped: this one lets it go on."
        },
        footer = {
            "%nExamples:",
            "  nightload restart 7",
            "  nightload restart nightly-shop",
            "%nExit codes: those of run; 2 also where it is complete or abandoned."
        })
final class RestartVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;
    private final List<String> typed;

    @Mixin
    private final ExecutionChoice choice = new ExecutionChoice();

    @Mixin
    private final RunOptions options = new RunOptions();

    /** @param typed the whole command line, for the command that resumes the run */
    RestartVerb(Globals globals, Clock clock, List<String> typed) {
        this.globals = globals;
        this.clock = clock;
        this.typed = typed;
    }

    @Override
    public Integer call() throws SQLException {
        Execution execution = find();
        return options.telling(globals, execution.job(), () -> run(execution));
    }

    private int run(Execution execution) throws SQLException {
        LoadedJob job = LoadedJob.load(globals.settings(), execution.job(), execution.assignments(), clock.instant());
        if (!job.parameters().identity().equals(execution.instance().identity())) {
            throw new RefusedException("job " + execution.job()
                    + " has other identifying parameters now than execution " + execution.id() + " ("
                    + String.join(" ", execution.assignments()) + "), so that its work cannot go on: run it anew");
        }
        return new JobRun(globals, clock, options.format(), command(execution))
                .run(new RunRequest(job, RunRequest.Mode.RESTART, options.patience()));
    }

    private Execution find() throws SQLException {
        try (ControlDatabase control = new ControlDatabase(globals)) {
            Execution execution = choice.findLast(control, "restart");
            String again = Commands.anew(execution.job(), execution.assignments());
            if (execution.status().equals("completed")) {
                throw new RefusedException("execution " + execution.id() + " of " + execution.name()
                        + " has completed; to run it anew: " + again);
            }
            if (execution.status().equals("abandoned")) {
                throw new RefusedException("execution " + execution.id() + " of " + execution.name() + " was "
                        + (execution.hold() == null ? "abandoned" : execution.hold())
                        + ", so that it is never resumed; to run it anew: " + again);
            }
            return execution;
        }
    }

    /** The run verb's, which resumes what fails once more. */
    private List<String> command(Execution execution) {
        List<String> words = new ArrayList<>(typed);
        int verb = words.indexOf("restart");
        words.set(verb, "run");
        int named = verb + words.subList(verb, words.size()).indexOf(choice.which()); // options may stand before it
        words.set(named, execution.job());
        words.addAll(named + 1, execution.assignments());
        return words;
    }
}
