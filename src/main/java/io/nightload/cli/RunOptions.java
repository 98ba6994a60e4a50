package io.nightload.cli;

import io.nightload.cli.report.CheckReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.Problem;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import picocli.CommandLine.Option;

/** What may be said to a verb that runs a job. */
final class RunOptions {

    @Option(names = "--output", paramLabel = "FORMAT", description = "The report as ${COMPLETION-CANDIDATES}.")
    private ReportFormat format = ReportFormat.TEXT;

    @Option(
            names = "--wait",
            paramLabel = "TIME",
            description = "How long to wait for another process that runs it, such as 10m. Default: not at all.")
    private Duration wait = Duration.ZERO;

    /** What loads a job and runs it. */
    @FunctionalInterface
    interface Run {
        int run() throws SQLException;
    }

    ReportFormat format() {
        return format;
    }

    Duration patience() {
        return wait;
    }

    /**
     * Runs it. Who asked for JSON hears of a refusal in JSON.
     *
     * @param job its name
     * @return the exit code
     */
    int telling(Globals globals, String job, Run run) throws SQLException {
        try {
            return run.run();
        } catch (InvalidSpecException e) {
            if (format == ReportFormat.TEXT) {
                throw e;
            }
            globals.output().print(JobRun.json(Refused.of(job, e.problems())));
            return Failures.REFUSED;
        }
    }

    /** The report of a run that did not begin, for programs. */
    private record Refused(String job, Outcome outcome, List<CheckReport.Remark> problems) {

        static Refused of(String job, List<Problem> problems) {
            return new Refused(
                    job,
                    Outcome.REFUSED,
                    problems.stream().map(CheckReport.Remark::of).toList());
        }
    }
}
