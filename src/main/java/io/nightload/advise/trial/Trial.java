package io.nightload.advise.trial;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.step.StepTrial;
import io.nightload.step.TriedStep;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.BooleanSupplier;
import java.util.function.Function;
import javax.sql.DataSource;

/**
 * Runs the first rows of a step, and rolls them back.
 *
 * @param connections new connections to a database by its name, unpooled
 * @param isStopped whether a person wants it to end
 */
public record Trial(
        InstanceKey work, Function<String, DataSource> connections, ZoneId zone, BooleanSupplier isStopped) {

    /**
     * @param partitions that the source is divided into, or none
     * @param rows that are wanted, of all partitions together
     * @param seconds after which no further chunk begins; one that has begun is finished, since its rows may have been read ahead
     * @throws Exception what would fail the step
     */
    public Measure run(StepPlan.Rows plan, List<Source.Partition> partitions, long rows, double seconds)
            throws Exception {
        System.gc(); // what the last trial left is not this one's
        Stopwatch opening = new Stopwatch(seconds);
        try (StepTrial trial = StepTrial.open(work, plan, partitions, connections, zone)) {
            CountDownLatch opened = new CountDownLatch(trial.atOnce());
            long each = Math.max(1, rows / trial.atOnce());
            List<Callable<Measure>> shares = new ArrayList<>();
            for (int i = 1; i <= trial.atOnce(); i++) {
                int number = i;
                shares.add(() -> share(begin(trial, number, opened), each, seconds, opened, opening));
            }
            return together(plan.name(), shares).with(trial.peakHeapBytes(), trial.connectionWaitMillis());
        }
    }

    /** Also where it cannot be opened nobody waits for it. */
    private static TriedStep begin(StepTrial trial, int number, CountDownLatch opened) {
        try {
            return trial.begin(number);
        } finally {
            opened.countDown();
        }
    }

    private Measure share(TriedStep begun, long rows, double seconds, CountDownLatch opened, Stopwatch opening)
            throws Exception {
        try (TriedStep step = begun) {
            opened.await();
            double openingSeconds = opening.spent();
            Stopwatch time = new Stopwatch(seconds);
            long read = 0;
            long chunks = 0;
            boolean ended = false;
            while (!ended && read < rows && time.left() > 0) {
                int got = step.chunk((int) Math.min(Integer.MAX_VALUE, rows - read), isStopped);
                read += got;
                chunks += got == 0 ? 0 : 1;
                ended = got == 0 || step.isAtEnd();
            }
            double spent = time.spent();
            return new Measure(
                    read, chunks, chunks, openingSeconds, spent, step.statements(), 0, 0, ended, step.counts());
        }
    }

    private static Measure together(String step, List<Callable<Measure>> shares) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(shares.size(), task -> new Thread(task, "trial of " + step));
        try {
            List<Measure> measures = new ArrayList<>();
            for (Future<Measure> ended : threads.invokeAll(shares)) {
                measures.add(ended.get());
            }
            return measures.stream().reduce(Measure::plus).orElseThrow();
        } catch (ExecutionException e) {
            throw e.getCause() instanceof Exception cause ? cause : e;
        } finally {
            threads.shutdownNow();
        }
    }
}
