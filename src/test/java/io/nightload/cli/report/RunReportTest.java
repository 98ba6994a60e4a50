package io.nightload.cli.report;

import static io.nightload.part.Counts.Kind.FILTERED;
import static io.nightload.part.Counts.Kind.INSERTED;
import static io.nightload.part.Counts.Kind.READ;
import static io.nightload.part.Counts.Kind.REJECTED;
import static io.nightload.part.Counts.Kind.UNCHANGED;
import static io.nightload.part.Counts.Kind.UPDATED;
import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.cli.text.Terminal;
import io.nightload.run.JobReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.step.StepReport.Status;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class RunReportTest {

    private static final String COMMAND = "nightload run nightly-shop date=2026-11-20";

    private static List<String> lines(JobReport report) {
        return new RunReport(report, COMMAND, Terminal.PIPE).lines();
    }

    @Test
    void aCompletedRunShowsStepsTotalsEffortAndRejects() {
        assertThat(lines(Reports.job(Outcome.COMPLETED, null, Reports.SCHEMA, Reports.CUSTOMERS, Reports.ORDERS)))
                .containsExactly(
                        "step       target                          read  inserted  rejected  rows/s    time",
                        "schema     data/shop/schema.sql                                              0.05 s",
                        "customers  shop.customers, upsert by id   2,000     1,990        10   8,000  0.25 s",
                        "orders     shop.orders, upsert by id     12,000    12,000         0   8,000   1.5 s",
                        "total                                    14,000    13,990        10           1.8 s",
                        "4 chunks, 7 commits, 4 flushes, 3.5 statements a chunk, 3.0 ms waiting for connections"
                                + " (longest 0.9 ms), peak heap 84 MiB, GC 1.9%",
                        "nightly-shop date=2026-11-20 completed in 2.0 s: 14,000 rows read, 10 rejected",
                        "10 rejected rows, listed by: nightload rejects 7");
    }

    @Test
    void aCountThatIsNothingEverywhereHasNoColumn() {
        var changes =
                Reports.step("a", "t", Map.of(READ, 9L, INSERTED, 1L, UPDATED, 2L, UNCHANGED, 4L, FILTERED, 2L), 1);
        assertThat(lines(Reports.job(Outcome.COMPLETED, null, changes)).get(0))
                .isEqualTo("step  target  read  inserted  updated  unchanged  filtered  rows/s   time");
    }

    @Test
    void aFailureIsToldInFullWithTheCommandThatResumes() {
        var failed = Reports.ended(Reports.ORDERS, Status.FAILED, "column total is missing\n  at line 3");
        assertThat(lines(Reports.job(Outcome.FAILED, "column total is missing\n  at line 3", Reports.SCHEMA, failed)))
                .containsExactly(
                        "step    target                       read  inserted  rows/s    time  status",
                        "schema  data/shop/schema.sql                                 0.05 s",
                        "orders  shop.orders, upsert by id  12,000    12,000   8,000   1.5 s  failed",
                        "total                              12,000    12,000           1.6 s",
                        "2 chunks, 4 commits, 2 flushes, 3.5 statements a chunk, 1.5 ms waiting for connections"
                                + " (longest 0.9 ms), peak heap 84 MiB, GC 1.9%",
                        "nightly-shop date=2026-11-20 failed after 2.0 s",
                        "step orders: column total is missing\n  at line 3",
                        "the same command resumes it: " + COMMAND);
    }

    @Test
    void aFailureOutsideOfTheStepsIsToldToo() {
        assertThat(lines(Reports.job(Outcome.FAILED, "the control database went away")))
                .containsExactly(
                        "nightly-shop date=2026-11-20 failed after 2.0 s",
                        "the control database went away",
                        "the same command resumes it: " + COMMAND);
    }

    @Test
    void aStepThatWasCompleteBeforeShowsItsCountsAndNoTime() {
        var before = Reports.ended(Reports.CUSTOMERS, Status.ALREADY_COMPLETE, null);
        assertThat(lines(Reports.job(Outcome.COMPLETED, null, before, Reports.ORDERS)))
                .contains(
                        "customers  shop.customers, upsert by id   2,000     1,990        10                 complete before");
    }

    @Test
    void aResumedRunTellsItsOwnRowsFromThoseOfAll() {
        var resumed = Reports.resumed(Reports.CUSTOMERS, Map.of(READ, 500L, INSERTED, 497L, REJECTED, 3L));
        JobReport report = Reports.job(List.of(5L, 7L), Outcome.COMPLETED, null, resumed);
        assertThat(lines(report))
                .containsExactly(
                        "step       target                         read  inserted  rejected  rows/s    time  status",
                        "customers  shop.customers, upsert by id  2,000     1,990        10   2,000  0.25 s  resumed",
                        "rows are of all executions of this job instance, the rest is of this one",
                        "2 chunks, 3 commits, 2 flushes, 3.5 statements a chunk, 1.5 ms waiting for connections"
                                + " (longest 0.9 ms), peak heap 84 MiB, GC 2.0%",
                        "nightly-shop date=2026-11-20 completed in 2.0 s: 500 rows read, 3 rejected; by all of its"
                                + " executions 2,000 rows read, 10 rejected",
                        "10 rejected rows, listed by: nightload rejects 7");
    }

    @Test
    void whatIsCompleteAlreadyIsSaidInTwoLines() {
        assertThat(lines(Reports.job(Outcome.ALREADY_COMPLETE, null, Reports.CUSTOMERS)))
                .startsWith("nightly-shop date=2026-11-20 is already complete by execution 7; nothing was done")
                .endsWith("to run it anew: " + COMMAND + " --again");
    }

    @Test
    void aRunThatAnotherProcessTookOverSaysWhichAndNothingOfResuming() {
        var fenced = Reports.ended(Reports.ORDERS, Status.FAILED, "another run has taken over step orders");
        assertThat(lines(Reports.job(Outcome.COMPLETED_BY_ANOTHER, "on db1, process 7", fenced)))
                .endsWith(
                        "nightly-shop date=2026-11-20 was taken over by another process (on db1, process 7), and is complete",
                        "what it did: nightload show nightly-shop");
        assertThat(lines(Reports.job(Outcome.RUN_BY_ANOTHER, "on db1, process 7, heartbeat 1 s ago")))
                .containsExactly(
                        "nightly-shop date=2026-11-20 was taken over by another process (on db1, process 7, heartbeat 1 s ago), which runs it still",
                        "what it did: nightload show nightly-shop");
    }

    @Test
    void anInterruptedRunNamesTheCommandThatResumes() {
        assertThat(lines(Reports.job(Outcome.INTERRUPTED, null)))
                .containsExactly(
                        "nightly-shop date=2026-11-20 was interrupted after 2.0 s",
                        "the same command resumes it: " + COMMAND);
    }

    @Test
    void onANarrowTerminalTheTargetsStandAboveTheTable() {
        assertThat(new RunReport(
                                Reports.job(Outcome.COMPLETED, null, Reports.SCHEMA, Reports.CUSTOMERS, Reports.ORDERS),
                                COMMAND,
                                new Terminal(true, false, 80))
                        .lines()
                        .subList(0, 9))
                .containsExactly(
                        "step       target",
                        "schema     data/shop/schema.sql",
                        "customers  shop.customers, upsert by id",
                        "orders     shop.orders, upsert by id",
                        "step         read  inserted  rejected  rows/s    time",
                        "schema                                         0.05 s",
                        "customers   2,000     1,990        10   8,000  0.25 s",
                        "orders     12,000    12,000         0   8,000   1.5 s",
                        "total      14,000    13,990        10           1.8 s");
    }
}
