package io.nightload.run;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.Instances.Instance;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.connection.Connections;
import io.nightload.connection.Migrations;
import io.nightload.part.Databases;
import io.nightload.plan.JobPlan;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.StepPlan;
import io.nightload.pool.ReusedConnections;
import io.nightload.run.RunGuard.Turn;
import io.nightload.spec.InvalidSpecException;
import io.nightload.step.FrozenInputs;
import java.sql.SQLException;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.atomic.AtomicReference;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.job.parameters.JobParameters;
import org.springframework.context.annotation.Lazy;
import org.springframework.stereotype.Component;

/** Runs jobs, one at a time. */
@Component
@Lazy
public final class Runner {

    private final Connections connections;
    private final JobPlanner planner;
    private final RunGuard guard;
    private final JobStarter starter;
    private final AtomicReference<@Nullable Cancelling> running = new AtomicReference<>();
    private volatile boolean stopped;
    private volatile @Nullable Hold heldWhileRunning;

    Runner(Connections connections, JobPlanner planner, RunGuard guard, JobStarter starter) {
        this.connections = connections;
        this.planner = planner;
        this.guard = guard;
        this.starter = starter;
    }

    /**
     * Runs a job to its end: starts it, resumes it, or finds it complete.
     *
     * @throws InvalidSpecException if the job is wrong; nothing was started
     * @throws BusyException if another live process runs it
     * @throws io.nightload.plan.TooFewConnectionsException if a server has not as many left as one of its steps needs
     * @throws SQLException if a database does not answer
     * @throws AppendedRowsException if it shall begin anew but has appended rows
     */
    public JobReport run(RunRequest request, RunListener listener) throws SQLException {
        try (Cancelling cancelling = new Cancelling(starter::stop)) {
            running.set(cancelling);
            if (stopped) {
                cancelling.begin();
            }
            return run(request, listener, cancelling);
        }
    }

    private JobReport run(RunRequest request, RunListener listener, Cancelling cancelling) throws SQLException {
        Databases cancelled = name -> Optional.of(cancelling.of(connections.dataSource(name)));
        DataSource target = connections.dataSource(Connections.TARGET);
        try (ReusedConnections reused = new ReusedConnections()) {
            Databases own = looking(reused, name -> Optional.of(connections.dataSource(name)));
            Migrations.control(own.find(Connections.CONTROL).orElseThrow());
            Migrations.target(own.find(Connections.TARGET).orElseThrow());
        }
        InstanceKey work = BatchParameters.work(request.job());
        Patience patience = new Patience(request.patience(), () -> stopped, listener::note);
        try (Turn turn = guard.enter(work, patience, new Holder());
                ReusedConnections reused = new ReusedConnections()) {
            Instances instances = new Instances(reused.of(Connections.TARGET, target));
            Optional<Instance> newest = instances.newest(work);
            if (newest.isPresent() && newest.get().complete() && !request.beginsAnew()) {
                return alreadyComplete(request, newest.get().key(), turn, cancelled, listener);
            }
            InstanceKey latest = newest.map(Instance::key).orElse(work);
            Optional<Hold> hold = newest.filter(Instance::complete).isPresent() ? Optional.empty() : turn.hold(latest);
            if (hold.isPresent() && !request.overrules(hold.get())) {
                return held(request, latest, hold.get(), turn);
            }
            JobPlan plan = planner.plan(request.job(), looking(reused, cancelled));
            boolean died = newest.isPresent() && settle(newest.get(), request, turn);
            InstanceKey key = choose(request, plan, work, newest, instances);
            List<StepPlan> steps = notBegun(plan, key, instances);
            reused.keepNone();
            planner.requireRoom(steps, cancelled);
            boolean settledNow = turn.settleDead(
                    key.job(), BatchParameters.of(key, request.job().parameters()), false);
            if (died || settledNow) {
                listener.note("the last run died; this one takes over where its last commit left off");
            }
            if (request.mode() == RunRequest.Mode.RESTART) {
                turn.release(key);
            }
            return judged(starter.start(plan, key, turn, instances, listener, cancelling));
        }
    }

    /** To open a connection takes longer than most looks. */
    private Databases looking(ReusedConnections reused, Databases databases) {
        return name -> databases.find(name).map(database -> reused.of(connections.resolve(name), database));
    }

    /**
     * Asks the run to stop after the chunk in flight, from any thread. What takes longer than a moment is cancelled and rolled back, also
     * before a step has begun: the run ends with the error of what it was about to do, then.
     */
    public void stop() {
        stopped = true;
        @Nullable Cancelling cancelling = running.get();
        if (cancelling != null) {
            cancelling.begin();
        }
    }

    private final class Holder implements RunGuard.Holder {

        @Override
        public void leaseLost() {
            starter.leaseLost();
            stop();
        }

        @Override
        public void held(Hold hold) {
            heldWhileRunning = hold;
            stop();
        }
    }

    /** A run that stopped because its lease was lost was not interrupted by anybody: it failed. */
    private JobReport judged(JobReport report) {
        if (report.outcome() != JobReport.Outcome.INTERRUPTED) {
            return report;
        }
        if (starter.hasLostLease()) {
            return report.ended(
                    JobReport.Outcome.FAILED,
                    "the connection that holds the job's lease was lost; another run may have taken over");
        }
        @Nullable Hold hold = heldWhileRunning;
        return hold == null ? report : report.ended(outcome(hold), hold.sentence());
    }

    private static JobReport.Outcome outcome(Hold hold) {
        return hold.kind() == Hold.Kind.STOPPED ? JobReport.Outcome.STOPPED : JobReport.Outcome.ABANDONED;
    }

    private JobReport held(RunRequest request, InstanceKey key, Hold hold, Turn turn) {
        JobParameters parameters = BatchParameters.of(key, request.job().parameters());
        turn.settleDead(key.job(), parameters, false);
        return JobReport.ofNothing(starter.lastExecution(key.job(), parameters), key, outcome(hold), hold.sentence());
    }

    /** A step that has begun may need fewer connections than the job says by now. */
    private static List<StepPlan> notBegun(JobPlan plan, InstanceKey key, Instances instances) {
        Set<String> begun = instances.stepsBegun(key);
        return plan.steps().stream()
                .filter(step -> !begun.contains(step.name()))
                .toList();
    }

    private static boolean settle(Instance newest, RunRequest request, Turn turn) {
        JobParameters parameters =
                BatchParameters.of(newest.key(), request.job().parameters());
        return turn.settleDead(newest.key().job(), parameters, newest.complete());
    }

    private static InstanceKey choose(
            RunRequest request, JobPlan plan, InstanceKey work, Optional<Instance> newest, Instances instances) {
        if (newest.isEmpty()) {
            return work;
        }
        InstanceKey key = newest.get().key();
        if (request.again()) {
            AppendedRowsException.check(plan, instances.stepsWithRows(key));
            return key.withAgain(key.again() + 1);
        }
        return newest.get().complete() ? key.withAgain(key.again() + 1) : key;
    }

    private JobReport alreadyComplete(
            RunRequest request, InstanceKey key, Turn turn, Databases databases, RunListener listener) {
        JobParameters parameters = BatchParameters.of(key, request.job().parameters());
        turn.settleDead(key.job(), parameters, true);
        try {
            JobPlan plan = planner.plan(request.job(), databases);
            DataSource target = connections.dataSource(Connections.TARGET);
            plan.steps().forEach(step -> noteChange(step, key, target, listener));
        } catch (InvalidSpecException e) {
            listener.note("it would be refused if it ran now: " + e.problems().get(0));
        }
        return JobReport.ofNothing(
                starter.lastExecution(key.job(), parameters), key, JobReport.Outcome.ALREADY_COMPLETE, null);
    }

    private static void noteChange(StepPlan step, InstanceKey key, DataSource target, RunListener listener) {
        if (step instanceof StepPlan.Rows rows) {
            StepCheckpoint.peek(target, new CheckpointKey(key, step.name(), 0))
                    .flatMap(then -> FrozenInputs.change(rows, then))
                    .ifPresent(change -> listener.note(
                            "step " + step.name() + ": " + change + " since it was loaded; --again loads it anew"));
        }
    }
}
