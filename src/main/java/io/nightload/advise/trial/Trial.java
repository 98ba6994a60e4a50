package io.nightload.advise.trial;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Cancellation;
import io.nightload.part.Source;
import io.nightload.plan.StepPlan;
import io.nightload.step.StepTrial;
import io.nightload.step.TriedStep;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
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

    private static final long LOOK_EVERY_MILLIS = 20;

    /**
     * @param partitions that the source is divided into, or none
     * @param rows that are wanted, of all partitions together
     * @param seconds after which no further chunk begins
     * @param limit seconds after which it is cut off: its statements are cancelled, its threads interrupted, and a chunk in flight is
     *     rolled back; a part that heeds neither ends with its row
     * @return what it took, or empty where it was cut off or stopped
     * @throws Exception what would fail the step
     */
    public Optional<Measure> run(
            StepPlan.Rows plan, List<Source.Partition> partitions, long rows, double seconds, double limit)
            throws Exception {
        System.gc(); // what the last trial left is not this one's
        Stopwatch opening = new Stopwatch(limit);
        Cancellation cancellation = new Cancellation();
        try (StepTrial trial =
                StepTrial.open(work, plan, partitions, name -> cancellation.of(connections.apply(name)), zone)) {
            CountDownLatch opened = new CountDownLatch(trial.atOnce());
            long each = Math.max(1, rows / trial.atOnce());
            List<Callable<Measure>> shares = new ArrayList<>();
            for (int i = 1; i <= trial.atOnce(); i++) {
                int number = i;
                shares.add(() -> share(begin(trial, number, opened), each, seconds, opened, opening));
            }
            return together(plan.name(), shares, opening, cancellation)
                    .map(measure -> measure.with(trial.peakHeapBytes(), trial.connectionWaitMillis()));
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

    private static Measure share(TriedStep begun, long rows, double seconds, CountDownLatch opened, Stopwatch opening)
            throws Exception {
        try (TriedStep step = begun) {
            opened.await();
            double openingSeconds = opening.spent();
            Stopwatch time = new Stopwatch(seconds);
            long read = 0;
            long chunks = 0;
            boolean ended = false;
            while (!ended && read < rows && time.left() > 0) {
                int got = step.chunk((int) Math.min(Integer.MAX_VALUE, rows - read));
                read += got;
                chunks += got == 0 ? 0 : 1;
                ended = got == 0 || step.isAtEnd();
            }
            double spent = time.spent();
            return new Measure(
                    read, chunks, chunks, openingSeconds, spent, step.statements(), 0, 0, ended, step.counts());
        }
    }

    private Optional<Measure> together(
            String step, List<Callable<Measure>> shares, Stopwatch time, Cancellation cancellation) throws Exception {
        ExecutorService threads =
                Executors.newFixedThreadPool(shares.size(), task -> new Thread(task, "trial of " + step));
        List<Future<Measure>> running = shares.stream().map(threads::submit).toList();
        threads.shutdown();
        boolean cut = false;
        List<Future<Measure>> ended = List.of();
        while (!threads.awaitTermination(LOOK_EVERY_MILLIS, TimeUnit.MILLISECONDS)) {
            if (cut || isStopped.getAsBoolean() || time.left() == 0) {
                ended = cut ? ended : running.stream().filter(Future::isDone).toList();
                cut = true;
                threads.shutdownNow();
                cancellation.cancel();
            }
        }
        List<Measure> measures = measures(cut ? ended : running); // what failed later did so because it was cut
        return cut ? Optional.empty() : measures.stream().reduce(Measure::plus);
    }

    private static List<Measure> measures(List<Future<Measure>> shares) throws Exception {
        List<Measure> measures = new ArrayList<>();
        for (Future<Measure> share : shares) {
            try {
                measures.add(share.get());
            } catch (ExecutionException e) {
                throw e.getCause() instanceof Exception cause ? cause : e;
            }
        }
        return measures;
    }
}
