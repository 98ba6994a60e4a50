package io.nightload.recovery;

import java.time.LocalDateTime;
import java.time.ZoneId;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.batch.core.step.StepExecution;

/**
 * Brings the job repository in line with the truth: a process that was killed leaves its execution STARTED for ever, and
 * Spring Batch's own {@code recover} leaves UNKNOWN ones alone and accepts those that are alive. The caller holds the
 * lease, so that nothing here is alive.
 */
final class DeadRuns {

    private final JobRepository repository;

    DeadRuns(JobRepository repository) {
        this.repository = repository;
    }

    /**
     * Ends every execution of this instance that does not agree with the target.
     *
     * @param complete what the target says of the instance
     * @return whether one had died
     */
    boolean settle(String job, JobParameters parameters, boolean complete) {
        @Nullable JobInstance instance = repository.getJobInstance(job, parameters);
        if (instance == null) {
            return false;
        }
        List<JobExecution> executions = repository.getJobExecutions(instance);
        if (executions.isEmpty()) {
            repository.deleteJobInstance(instance); // killed between the two; no start would accept it
            return false;
        }
        boolean died = false;
        for (JobExecution execution : executions) {
            if (isUnfinished(execution.getStatus())) {
                died = true;
                end(execution, complete, "its process died");
            } else if (execution.getStatus() == BatchStatus.COMPLETED && !complete) {
                end(execution, false, "the target no longer shows it as complete");
            } else {
                boolean done = execution.getStatus() == BatchStatus.COMPLETED;
                endSteps(execution, status(done), exit(done, "its end was not told"));
            }
        }
        return died;
    }

    /** Gives up an execution for good: Spring Batch starts it no more. */
    void abandon(long executionId, String why) {
        @Nullable JobExecution execution = repository.getJobExecution(executionId);
        if (execution != null) {
            end(execution, BatchStatus.ABANDONED, ExitStatus.STOPPED.addExitDescription(why));
        }
    }

    private static boolean isUnfinished(BatchStatus status) {
        return status.isRunning() || status == BatchStatus.STOPPING || status == BatchStatus.UNKNOWN;
    }

    private void end(JobExecution execution, boolean complete, String why) {
        end(execution, status(complete), exit(complete, why));
    }

    private static BatchStatus status(boolean complete) {
        return complete ? BatchStatus.COMPLETED : BatchStatus.FAILED;
    }

    private static ExitStatus exit(boolean complete, String why) {
        return (complete ? ExitStatus.COMPLETED : ExitStatus.FAILED).addExitDescription(why);
    }

    private void end(JobExecution execution, BatchStatus status, ExitStatus exit) {
        endSteps(execution, status, exit);
        execution.setStatus(status);
        execution.setExitStatus(exit);
        if (execution.getEndTime() == null) {
            execution.setEndTime(now());
        }
        repository.update(execution);
    }

    /** A step may stand as unfinished in an execution that has ended, where the databases failed in between: no start would accept it. */
    private void endSteps(JobExecution execution, BatchStatus status, ExitStatus exit) {
        for (StepExecution step : execution.getStepExecutions()) {
            if (isUnfinished(step.getStatus())) {
                step.setStatus(status);
                step.setExitStatus(exit);
                step.setEndTime(now());
                repository.update(step);
            }
        }
    }

    /** Spring Batch keeps local times. */
    private static LocalDateTime now() {
        return LocalDateTime.now(ZoneId.systemDefault());
    }
}
