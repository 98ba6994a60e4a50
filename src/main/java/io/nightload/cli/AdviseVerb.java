package io.nightload.cli;

import io.nightload.advise.AdviceRequest;
import io.nightload.advise.Adviser;
import io.nightload.advise.StepAdvice;
import io.nightload.cli.report.AdviceReport;
import io.nightload.cli.report.TrialsLine;
import io.nightload.cli.text.Output;
import io.nightload.connection.Connections;
import io.nightload.plan.LoadedJob;
import io.nightload.run.RunContext;
import io.nightload.spec.Settings;
import java.sql.SQLException;
import java.time.Clock;
import java.util.List;
import java.util.OptionalInt;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Command;
import picocli.CommandLine.Mixin;
import picocli.CommandLine.Option;

/** Measures a job's steps under other settings. */
@Command(
        name = "advise",
        description = {
            "Measures the first rows of a job's steps under other fetch plans, chunk sizes and numbers of partitions, and prints the lines to set.",
            "It reads and writes as a run does, in transactions that it rolls back: nothing of them stays but gaps in sequences and"
                    + " dead rows for autovacuum. Rows that it writes are locked for the length of a trial, about a second."
        },
        footer = {
            "%nExamples:",
            "  nightload advise nightly-shop",
            "  nightload advise nightly-shop date=2026-11-20 --step order-facts",
            "  nightload advise nightly-shop --step order-facts --seconds 60 --output json",
            "%nExit codes: 0 at least one step was measured, 1 none could be, 2 refused, 4 another process runs the job."
        })
final class AdviseVerb implements Callable<Integer> {

    private static final long MOST_SECONDS = 3600;
    private static final long MOST_ROWS = 1_000_000;

    private final Globals globals;
    private final Clock clock;

    @Mixin
    private final JobChoice choice = new JobChoice();

    @Option(
            names = "--step",
            paramLabel = "NAME",
            description = "The only step to try. Default: each that has a source.")
    private @Nullable String step;

    @Option(
            names = "--seconds",
            paramLabel = "N",
            description = "How long each step may be tried, 1 to 3600. Default: ${DEFAULT-VALUE}.")
    private int seconds = 20;

    @Option(
            names = "--rows",
            paramLabel = "N",
            description = "How many rows a trial reads at most, 1 to 1,000,000. Default: ${DEFAULT-VALUE}.")
    private long rows = 20_000;

    @Option(names = "--output", paramLabel = "FORMAT", description = "The answer as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    AdviseVerb(Globals globals, Clock clock) {
        this.globals = globals;
        this.clock = clock;
    }

    @Override
    public Integer call() throws SQLException {
        requireRange("--seconds", seconds, MOST_SECONDS);
        requireRange("--rows", rows, MOST_ROWS);
        Settings settings = globals.settings();
        LoadedJob loaded = choice.load(settings, clock);
        try (Connections connections = globals.connections(settings);
                RunContext context = RunContext.open(settings, connections)) {
            TrialsLine trials = new TrialsLine(globals.output(), clock);
            Adviser adviser = new Adviser(connections, context.planner(), context.guard(), trials);
            try (Signals signals = Signals.catchFor(adviser::stop)) {
                List<StepAdvice> advices = advices(adviser, new AdviceRequest(loaded, step, seconds, rows), trials);
                print(new AdviceReport(loaded.spec().name(), advices));
                OptionalInt interrupted = signals.exitCode();
                boolean measured = advices.stream().anyMatch(advice -> advice.refusal() == null);
                return interrupted.orElse(measured ? 0 : Failures.FAILED);
            }
        }
    }

    private static List<StepAdvice> advices(Adviser adviser, AdviceRequest request, TrialsLine trials)
            throws SQLException {
        try {
            return adviser.advise(request);
        } finally {
            trials.erase();
        }
    }

    private static void requireRange(String option, long value, long most) {
        if (value < 1 || value > most) {
            throw new RefusedException("%s is %d, but takes 1 to %d".formatted(option, value, most));
        }
    }

    private void print(AdviceReport report) {
        Output output = globals.output();
        output.print(format == ReportFormat.JSON ? report.json() : report.lines(output.outTerminal()));
    }
}
