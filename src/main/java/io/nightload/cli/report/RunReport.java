package io.nightload.cli.report;

import io.nightload.cli.text.Style;
import io.nightload.cli.text.Terminal;
import io.nightload.cli.text.Units;
import io.nightload.part.Counts.Kind;
import io.nightload.run.JobReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.step.StepReport;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** How a run ended, for people: its steps, its rejects, what went wrong and what to do about it. */
public final class RunReport {

    private final JobReport job;
    private final String command;
    private final Terminal terminal;

    /** @param command that was typed to run it, which is the one that resumes it */
    public RunReport(JobReport job, String command, Terminal terminal) {
        this.job = job;
        this.command = command;
        this.terminal = terminal;
    }

    public List<String> lines() {
        List<String> lines = new ArrayList<>();
        if (!job.steps().isEmpty() && job.outcome() != Outcome.ALREADY_COMPLETE) {
            lines.addAll(new StepTable(job.steps()).lines(terminal));
            lines.add(terminal.paint(Style.QUIET, Effort.of(job.steps())));
            lines.addAll(RetryLines.of(job.steps()));
        }
        lines.add(terminal.paint(style(), headline()));
        lines.addAll(errors());
        rejects().forEach(lines::add);
        nextStep().forEach(lines::add);
        return lines;
    }

    private String headline() {
        String name = job.identity().isEmpty() ? job.job() : job.job() + " " + job.identity();
        return switch (job.outcome()) {
            case COMPLETED -> name + " completed in " + Units.duration(job.seconds()) + ": " + rows();
            case ALREADY_COMPLETE ->
                name + " is already complete" + (job.executionId() == 0 ? "" : " by execution " + job.executionId())
                        + "; nothing was done";
            case FAILED -> name + " failed after " + Units.duration(job.seconds());
            case REFUSED -> name + " was refused";
            case TOO_MANY_REJECTS -> name + " failed: more rows were rejected than it allows";
            case INTERRUPTED -> name + " was interrupted after " + Units.duration(job.seconds());
            case COMPLETED_BY_ANOTHER ->
                name + " was taken over by another process (" + job.error() + "), and is complete";
            case RUN_BY_ANOTHER ->
                name + " was taken over by another process (" + job.error() + "), which runs it still";
            case STOPPED, ABANDONED -> name + " was " + job.error() + heldBefore();
        };
    }

    private String heldBefore() {
        return job.steps().isEmpty() ? "; nothing was done" : "";
    }

    private Style style() {
        return switch (job.outcome()) {
            case COMPLETED, ALREADY_COMPLETE, COMPLETED_BY_ANOTHER -> Style.GOOD;
            case INTERRUPTED, RUN_BY_ANOTHER, STOPPED, ABANDONED -> Style.WARNING;
            case FAILED, REFUSED, TOO_MANY_REJECTS -> Style.BAD;
        };
    }

    /** Those of this execution, and where there were others, those of all. */
    private String rows() {
        String all = rows(StepReport::counts);
        String ofThisOne = rows(StepReport::executionCounts);
        return all.equals(ofThisOne) ? all : ofThisOne + "; by all of its executions " + all;
    }

    private String rows(Function<StepReport, Map<Kind, Long>> counts) {
        long read = 0;
        long rejected = 0;
        for (StepReport step : job.steps()) {
            read += counts.apply(step).getOrDefault(Kind.READ, 0L);
            rejected += counts.apply(step).getOrDefault(Kind.REJECTED, 0L);
        }
        return Units.count(read, "row", "rows") + " read, " + Units.count(rejected) + " rejected";
    }

    private List<String> errors() {
        if (isTakenOver()) {
            return List.of(); // that it was fenced off is no error of the job
        }
        List<String> errors = new ArrayList<>();
        for (StepReport step : job.steps()) {
            if (step.error() != null) {
                errors.add("step " + step.step() + ": " + step.error());
            }
        }
        String ofJob = job.error();
        if (ofJob != null && !isHeld() && errors.stream().noneMatch(e -> e.contains(ofJob))) {
            errors.add(0, ofJob);
        }
        return errors;
    }

    private boolean isTakenOver() {
        return job.outcome() == Outcome.COMPLETED_BY_ANOTHER || job.outcome() == Outcome.RUN_BY_ANOTHER;
    }

    private boolean isHeld() {
        return job.outcome() == Outcome.STOPPED || job.outcome() == Outcome.ABANDONED;
    }

    private List<String> rejects() {
        long rejected = Effort.rows(job.steps(), Kind.REJECTED);
        return rejected == 0
                ? List.of()
                : List.of(Units.count(rejected, "rejected row", "rejected rows") + ", listed by: "
                        + Commands.rejects(job.executionId()));
    }

    private List<String> nextStep() {
        @Nullable
        String next = switch (job.outcome()) {
            case COMPLETED, REFUSED -> null;
            case COMPLETED_BY_ANOTHER, RUN_BY_ANOTHER ->
                "what it did: " + Commands.nightload(List.of("show", job.job()));
            case ALREADY_COMPLETE -> "to run it anew: " + command + " --again";
            case FAILED, INTERRUPTED -> "the same command resumes it: " + command;
            case STOPPED -> "run leaves it alone until: nightload restart " + job.executionId();
            case ABANDONED -> "it is never resumed; to run it anew: " + command + " --again";
            case TOO_MANY_REJECTS ->
                "mend what is wrong, then: nightload rejects replay " + job.executionId()
                        + "; or raise the step's rejects limit; then the same command goes on. Or mend the data and run: "
                        + command
                        + " --again";
        };
        return next == null ? List.of() : List.of(next);
    }
}
