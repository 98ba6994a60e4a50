package io.nightload.replay;

import io.nightload.part.Counts.Kind;
import io.nightload.plan.StepPlan;
import io.nightload.replay.ReplayReport.Outcome;
import io.nightload.replay.ReplayReport.Replayed;
import io.nightload.run.RunListener;
import io.nightload.spec.InvalidSpecException;
import io.nightload.step.StepListener;
import io.nightload.step.StepReport;
import io.nightload.step.StepsOfRejects;
import io.nightload.step.TriedStep;
import io.nightload.step.retry.Retries;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInterruptedException;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.batch.core.step.StepExecution;
import org.springframework.batch.infrastructure.item.ExecutionContext;

/** One replay on its way through the steps. */
final class ReplayRun implements StepListener {

    /** A dry run asks between so many rows whether it is to stop. */
    private static final int DRY_CHUNK = 10_000;

    private final RunListener listener;
    private final List<Replayed> done = new ArrayList<>();
    private final AtomicReference<@Nullable StepExecution> running = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile boolean leaseLost;
    private boolean cut;
    private @Nullable String error;

    ReplayRun(RunListener listener) {
        this.listener = listener;
    }

    void stop() {
        stopped = true;
        @Nullable StepExecution execution = running.get();
        if (execution != null) {
            execution.setTerminateOnly();
        }
    }

    /** Somebody else may have the right to it now. */
    void leaseLost() {
        leaseLost = true;
    }

    boolean isStopped() {
        return stopped;
    }

    /** Replays, or only tries, the rejects of each step until one fails or is cut short. */
    void run(List<StepPlan.Rows> plans, StepsOfRejects steps, boolean dry) {
        cut = !plans.stream().allMatch(plan -> isDone(plan, steps, dry));
    }

    private boolean isDone(StepPlan.Rows plan, StepsOfRejects steps, boolean dry) {
        try {
            return !stopped && (dry ? isTried(plan, steps) : isReplayed(plan, steps));
        } catch (JobInterruptedException e) {
            listener.note(String.valueOf(e.getMessage()));
            return false;
        } catch (InvalidSpecException e) {
            if (done.isEmpty()) {
                throw e;
            }
            failed(plan.name(), String.valueOf(e.getMessage()));
            return false;
        } catch (Exception e) {
            failed(plan.name(), StepReport.message(StepReport.unwrap(e)));
            return false;
        }
    }

    private boolean isReplayed(StepPlan.Rows plan, StepsOfRejects steps) throws JobInterruptedException {
        JobRepository repository = new ResourcelessJobRepository();
        JobExecution job = repository.createJobExecution(
                repository.createJobInstance("replay", new JobParameters()),
                new JobParameters(),
                new ExecutionContext());
        StepExecution execution = repository.createStepExecution(plan.name(), job);
        running.set(execution);
        try {
            if (stopped) {
                execution.setTerminateOnly();
            }
            steps.step(plan).execute(execution);
        } finally {
            running.set(null);
        }
        BatchStatus status = execution.getStatus();
        if (status != BatchStatus.COMPLETED && status != BatchStatus.STOPPED && error == null) {
            failed(plan.name(), "it ended as " + status);
        }
        return status == BatchStatus.COMPLETED;
    }

    private boolean isTried(StepPlan.Rows plan, StepsOfRejects steps) throws Exception {
        Retries retries = steps.retries(plan);
        AtomicBoolean ended = new AtomicBoolean();
        retries.until(() -> ended.set(tryAll(plan, steps, retries)), () -> stopped);
        return ended.get();
    }

    private boolean tryAll(StepPlan.Rows plan, StepsOfRejects steps, Retries retries) throws Exception {
        TriedStep tried = steps.tried(plan);
        try (TriedStep step = tried) {
            while (!stopped && !step.isAtEnd()) {
                step.chunk(DRY_CHUNK);
            }
        } catch (Exception e) {
            retries.lost(tried.lostConnections()); // some show it only when they are rolled back
            throw e;
        }
        done.add(new Replayed(plan.name(), plan.description(), tried.counts())); // behind the rollback, which may fail
        return tried.isAtEnd();
    }

    @Override
    public void note(String message) {
        listener.note(message);
    }

    @Override
    public void progress(StepProgress progress) {
        listener.progress(progress);
    }

    @Override
    public void stepEnded(StepReport report) {
        listener.stepEnded(report);
        done.add(new Replayed(report.step(), report.target(), report.executionCounts()));
        if (report.error() != null) {
            failed(report.step(), report.error());
        }
    }

    /** What fails only because it was cut off by a stop is an interruption, and does not come here. */
    private void failed(String step, String why) {
        error = "step " + step + ": " + why;
    }

    /** @param left rejects that wait now, or null where nobody has counted them */
    ReplayReport report(ReplayRequest request, @Nullable Long left, double seconds) {
        return new ReplayReport(
                request.execution(),
                request.instance().job(),
                request.instance().shownIdentity(),
                request.dry(),
                outcome(),
                seconds,
                List.copyOf(done),
                left,
                error());
    }

    /** Why it did not end, for people, or null. */
    @Nullable
    String error() {
        return isOvertaken() ? "the lease was lost, so that another process may replay these rows" : error;
    }

    /** A lease that is lost when all is done does no harm. */
    private boolean isOvertaken() {
        return cut && leaseLost;
    }

    Outcome outcome() {
        if (error != null || isOvertaken()) {
            return Outcome.FAILED;
        }
        if (cut) {
            return Outcome.INTERRUPTED;
        }
        long refused =
                done.stream().mapToLong(step -> step.count(Kind.REJECTED)).sum();
        return refused > 0 ? Outcome.REFUSED_AGAIN : Outcome.COMPLETED;
    }
}
