package io.nightload.run;

import io.nightload.plan.JobPlan;
import io.nightload.plan.StepPlan;
import io.nightload.spec.StepSpec;
import io.nightload.step.SqlStep;
import io.nightload.step.StepEnvironment;
import io.nightload.step.StepsOfRows;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.SimpleJob;
import org.springframework.batch.core.step.Step;
import org.springframework.batch.core.step.StepExecution;

/** A plan as a Spring Batch job, and how to stop it. */
final class RunningJob {

    private final SimpleJob job;
    private @Nullable JobExecution execution;
    private boolean stopped;

    /**
     * @param resumed whether the job instance has begun before
     * @param planAgain plans a step that stands behind an {@code sql} step, when it begins
     */
    RunningJob(
            JobPlan plan, StepEnvironment environment, boolean resumed, Function<StepSpec, StepPlan.Rows> planAgain) {
        StepsOfRows ofRows = new StepsOfRows(environment, resumed);
        this.job = new SimpleJob(plan.job().spec().name());
        job.setJobRepository(environment.repository());
        job.setSteps(plan.steps().stream()
                .map(step -> step(step, environment, ofRows, planAgain))
                .toList());
    }

    private static Step step(
            StepPlan plan,
            StepEnvironment environment,
            StepsOfRows ofRows,
            Function<StepSpec, StepPlan.Rows> planAgain) {
        if (plan instanceof StepPlan.Rows rows) {
            return ofRows.step(rows.spec(), () -> rows.provisional() ? planAgain.apply(rows.spec()) : rows);
        }
        return new SqlStep(environment, (StepPlan.Sql) plan);
    }

    SimpleJob job() {
        return job;
    }

    synchronized void started(JobExecution started) {
        execution = started;
        if (stopped) {
            started.setStatus(BatchStatus.STOPPING);
        }
    }

    /** Lets the chunk in flight commit, and starts no other step. Once it has ended it keeps the status that it has. */
    synchronized void stop() {
        @Nullable JobExecution started = execution;
        if (started != null) {
            if (!stopped) {
                started.setStatus(BatchStatus.STOPPING);
            }
            started.getStepExecutions().forEach(StepExecution::setTerminateOnly);
        }
        stopped = true;
    }
}
