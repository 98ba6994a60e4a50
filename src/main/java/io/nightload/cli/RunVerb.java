package io.nightload.cli;

import io.nightload.plan.LoadedJob;
import io.nightload.run.RunRequest;
import io.nightload.run.RunRequest.Mode;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.concurrent.Callable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Runs a job to its end. */
@Command(
        name = "run",
        description = {
            "Runs a job: starts it, resumes it, or says that it is complete already.",
        },
        footer = {
            "%nExamples:",
            "  nightload run nightly-shop",
            "  nightload run nightly-shop date=2026-11-20",
            "  nightload run nightly-shop --wait 10m",
            "  nightload run nightly-shop --as-of 2026-11-21T02:00:00Z --env prod",
            "%nExit codes: 0 complete, 1 failed (run it again: it resumes), 2 refused, 3 too many rejects,",
            "4 another process runs it, or has taken it over,",
            "5 a person has stopped or abandoned it (nightload restart EXECUTION resumes it),",
            "130 or 143 interrupted (run it again: it resumes)."
        })
final class RunVerb implements Callable<Integer> {

    private final Globals globals;
    private final Clock clock;
    private final List<String> typed;

    @Mixin
    private final JobChoice choice = new JobChoice();

    @Option(names = "--again", description = "Run anew what is complete, stopped or abandoned.")
    private boolean again;

    @Mixin
    private final RunOptions options = new RunOptions();

    /** @param typed the whole command line, for the command that resumes the run */
    RunVerb(Globals globals, Clock clock, List<String> typed) {
        this.globals = globals;
        this.clock = clock;
        this.typed = typed;
    }

    @Override
    public Integer call() throws SQLException {
        return options.telling(globals, choice.job(), this::run);
    }

    private int run() throws SQLException {
        LoadedJob loaded = choice.load(globals.settings(), clock);
        List<String> command =
                typed.stream().filter(word -> !word.equals("--again")).toList();
        RunRequest request = new RunRequest(loaded, again ? Mode.AGAIN : Mode.RESUME, options.patience());
        return new JobRun(globals, clock, options.format(), command).run(request);
    }
}
