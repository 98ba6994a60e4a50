package io.nightload.run;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.connection.Connections;
import io.nightload.plan.JobPlan;
import io.nightload.plan.JobPlanner;
import io.nightload.run.RunGuard.Turn;
import io.nightload.step.StepEnvironment;
import java.time.Instant;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.BatchStatus;
import org.springframework.batch.core.ExitStatus;
import org.springframework.batch.core.job.JobExecution;
import org.springframework.batch.core.job.JobExecutionException;
import org.springframework.batch.core.job.JobInstance;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.batch.core.launch.JobOperator;
import org.springframework.batch.core.listener.JobExecutionListener;
import org.springframework.batch.core.repository.JobRepository;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Hands a plan to Spring Batch and follows its execution. */
@Component
@Lazy
final class JobStarter {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Connections connections;
    private final JobPlanner planner;
    private final JobRepository repository;
    private final JobOperator operator;
    private final ReportStore reports;
    private final AtomicReference<@Nullable RunningJob> running = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile boolean leaseLost;

    JobStarter(
            Connections connections,
            JobPlanner planner,
            JobRepository repository,
            JobOperator operator,
            ReportStore reports) {
        this.connections = connections;
        this.planner = planner;
        this.repository = repository;
        this.operator = operator;
        this.reports = reports;
    }

    /** @param cancelling of what its databases do for it */
    JobReport start(
            JobPlan plan,
            InstanceKey key,
            Turn turn,
            Instances instances,
            RunListener listener,
            Cancelling cancelling) {
        JobParameters parameters = BatchParameters.of(key, plan.job().parameters());
        UUID run = UUID.randomUUID();
        TakenOver takenOver = new TakenOver(key, instances, turn);
        try {
            turn.requireHeld();
        } catch (BusyException e) {
            return takenOver.judge(e, run);
        }
        boolean resumed = instances.begin(key, run, turn.process());
        Following following = new Following(listener, reports);
        Function<String, DataSource> cancelled = name -> cancelling.of(connections.dataSource(name));
        StepEnvironment environment = new StepEnvironment(
                key,
                run,
                lastStep(plan),
                cancelled,
                plan.job().spec().zone(),
                plan.job().settings().retry(),
                repository,
                following);
        RunningJob job = new RunningJob(
                plan,
                environment,
                resumed,
                step -> planner.planAgain(step, plan.job(), name -> Optional.of(cancelled.apply(name))));
        job.job().registerJobExecutionListener(new JobExecutionListener() {
            @Override
            public void beforeJob(JobExecution execution) {
                turn.running(key, execution.getId());
                following.begin(execution.getId());
                listener.jobStarted(execution.getId(), key.job(), key.shownIdentity(), resumed);
                job.started(execution);
            }

            /** It stopped, but nobody had stopped it. */
            @Override
            public void afterJob(JobExecution execution) {
                if (leaseLost && execution.getStatus() == BatchStatus.STOPPED) {
                    execution.setStatus(BatchStatus.FAILED);
                    execution.setExitStatus(ExitStatus.FAILED.addExitDescription("its lease was lost"));
                }
            }
        });
        JobReport report = run(job, parameters, key, following, instances);
        if (report.outcome() == JobReport.Outcome.COMPLETED) {
            instances.complete(key); // again where the last step was complete before
        }
        return takenOver.judge(report, run);
    }

    private static String lastStep(JobPlan plan) {
        return plan.steps().get(plan.steps().size() - 1).name();
    }

    /** The execution that ran last under these parameters, or 0. */
    long lastExecution(String job, JobParameters parameters) {
        @Nullable JobInstance instance = repository.getJobInstance(job, parameters);
        @Nullable JobExecution last = instance == null ? null : repository.getLastJobExecution(instance);
        return last == null ? 0 : last.getId();
    }

    private JobReport run(
            RunningJob job, JobParameters parameters, InstanceKey key, Following following, Instances instances) {
        running.set(job);
        if (stopped) {
            job.stop();
        }
        Instant started = Instant.now();
        long startedNanos = System.nanoTime();
        try {
            JobExecution execution = operator.start(job.job(), parameters);
            return new JobReport(
                    execution.getId(),
                    key.job(),
                    key.shownIdentity(),
                    Verdict.outcome(execution),
                    started,
                    (System.nanoTime() - startedNanos) / NANOS_PER_SECOND,
                    following.reports(),
                    instances.executionsWithRejects(key),
                    Verdict.error(execution));
        } catch (JobExecutionException e) {
            throw new IllegalStateException("starting job " + key.job() + ": " + e.getMessage(), e);
        } finally {
            running.set(null);
        }
    }

    /** To be told before it is stopped for that. */
    void leaseLost() {
        leaseLost = true;
    }

    boolean hasLostLease() {
        return leaseLost;
    }

    void stop() {
        stopped = true;
        @Nullable RunningJob job = running.get();
        if (job != null) {
            job.stop();
        }
    }
}
