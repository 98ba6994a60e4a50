package io.nightload.cli.report;

import static io.nightload.part.Counts.Kind.INSERTED;
import static io.nightload.part.Counts.Kind.READ;
import static io.nightload.part.Counts.Kind.REJECTED;

import io.nightload.part.Counts.Kind;
import io.nightload.run.JobReport;
import io.nightload.run.JobReport.Outcome;
import io.nightload.step.StepReport;
import io.nightload.step.StepReport.Status;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Reports of runs that never were. */
public final class Reports {

    public static final StepReport SCHEMA = new StepReport(
            "schema",
            "data/shop/schema.sql",
            Status.COMPLETED,
            false,
            Map.of(),
            Map.of(),
            0,
            1,
            0,
            1,
            2,
            0,
            0,
            0.05,
            0,
            0,
            0,
            40 << 20,
            0,
            null,
            null,
            null,
            null);

    public static final StepReport CUSTOMERS = step(
            "customers", "shop.customers, upsert by id", Map.of(READ, 2000L, INSERTED, 1990L, REJECTED, 10L), 0.25);

    public static final StepReport ORDERS =
            step("orders", "shop.orders, upsert by id", Map.of(READ, 12_000L, INSERTED, 12_000L), 1.5);

    private Reports() {}

    public static StepReport step(String name, String target, Map<Kind, Long> counts, double seconds) {
        return new StepReport(
                name,
                target,
                Status.COMPLETED,
                false,
                counts,
                counts,
                2,
                3,
                2,
                9,
                15,
                7,
                4,
                seconds,
                4,
                1.5,
                0.9,
                84 << 20,
                0.02,
                null,
                null,
                null,
                null);
    }

    public static StepReport ended(StepReport step, Status status, @Nullable String error) {
        return new StepReport(
                step.step(),
                step.target(),
                status,
                step.resumed(),
                step.counts(),
                step.executionCounts(),
                step.chunks(),
                step.commits(),
                step.flushes(),
                step.statements(),
                step.roundTrips(),
                step.chunkStatements(),
                step.mostStatementsInAChunk(),
                step.seconds(),
                step.connectionWaits(),
                step.connectionWaitMillis(),
                step.connectionWaitMaxMillis(),
                step.peakHeapBytes(),
                step.gcShare(),
                step.entities(),
                step.retries(),
                step.partitions(),
                error);
    }

    /** The same step, of which this execution did only so much. */
    public static StepReport resumed(StepReport step, Map<Kind, Long> executionCounts) {
        return new StepReport(
                step.step(),
                step.target(),
                step.status(),
                true,
                step.counts(),
                executionCounts,
                step.chunks(),
                step.commits(),
                step.flushes(),
                step.statements(),
                step.roundTrips(),
                step.chunkStatements(),
                step.mostStatementsInAChunk(),
                step.seconds(),
                step.connectionWaits(),
                step.connectionWaitMillis(),
                step.connectionWaitMaxMillis(),
                step.peakHeapBytes(),
                step.gcShare(),
                step.entities(),
                step.retries(),
                step.partitions(),
                step.error());
    }

    public static JobReport job(Outcome outcome, @Nullable String error, StepReport... steps) {
        return job(List.of(7L), outcome, error, steps);
    }

    public static JobReport job(List<Long> rejectedBy, Outcome outcome, @Nullable String error, StepReport... steps) {
        return new JobReport(
                7,
                "nightly-shop",
                "date=2026-11-20",
                outcome,
                Instant.parse("2026-11-21T01:00:00Z"),
                2.04,
                List.of(steps),
                rejectedBy,
                error);
    }
}
