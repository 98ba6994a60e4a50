package io.nightload.step;

import io.nightload.checkpoint.FrozenPartition;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** Runs the partitions of a step, several at once. When one fails the others end after the chunk that they have in flight. */
final class PartitionWorkers {

    private final JobRepository repository;
    private final StepExecution whole;
    private final List<StepExecution> running = new ArrayList<>();
    private boolean halted;

    /** @param whole Spring Batch's execution of the step that they belong to */
    PartitionWorkers(JobRepository repository, StepExecution whole) {
        this.repository = repository;
        this.whole = whole;
    }

    /** The step that works on a partition; asked for by one thread. */
    @FunctionalInterface
    interface Work {
        Step on(FrozenPartition partition);
    }

    /**
     * Runs them to their ends.
     *
     * @return their executions, in the order of the partitions; null for one that was not begun, because another one had failed or
     *     the run is to stop
     */
    List<@Nullable StepExecution> run(List<FrozenPartition> partitions, int atOnce, Work work)
            throws InterruptedException {
        AtomicInteger number = new AtomicInteger();
        ExecutorService threads = Executors.newFixedThreadPool(
                atOnce, task -> new Thread(task, whole.getStepName() + "-" + number.incrementAndGet()));
        try {
            List<Callable<@Nullable StepExecution>> tasks = new ArrayList<>();
            for (FrozenPartition partition : partitions) {
                Step step = work.on(partition);
                tasks.add(() -> run(partition, step));
            }
            List<@Nullable StepExecution> ended = new ArrayList<>();
            for (Future<@Nullable StepExecution> task : threads.invokeAll(tasks)) {
                ended.add(task.get());
            }
            return ended;
        } catch (ExecutionException e) {
            Throwable cause = Objects.requireNonNullElse(e.getCause(), e);
            throw new IllegalStateException(
                    "the job repository did not take a partition of step " + whole.getStepName() + ": "
                            + StepReport.message(cause)
                            + "; the others have ended after the chunk that they had in flight, and the same command resumes them",
                    cause);
        } finally {
            threads.shutdownNow();
        }
    }

    private @Nullable StepExecution run(FrozenPartition partition, Step step) throws Exception {
        boolean completed = false;
        try {
            @Nullable StepExecution execution = begin(partition);
            if (execution != null) {
                step.execute(execution);
                completed = execution.getStatus() == BatchStatus.COMPLETED;
            }
            return execution;
        } finally {
            if (!completed) {
                halt();
            }
        }
    }

    private synchronized @Nullable StepExecution begin(FrozenPartition partition) {
        if (halted || whole.isTerminateOnly()) {
            return null;
        }
        StepExecution execution = repository.createStepExecution(
                whole.getStepName() + ":partition" + partition.number(), whole.getJobExecution());
        running.add(execution);
        return execution;
    }

    private synchronized void halt() {
        halted = true;
        running.forEach(StepExecution::setTerminateOnly);
    }
}
