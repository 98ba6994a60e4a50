package io.nightload.replay;

import io.nightload.checkpoint.InstanceKey;
import io.nightload.checkpoint.Instances;
import io.nightload.checkpoint.reject.RejectRange;
import io.nightload.connection.Connections;
import io.nightload.connection.Migrations;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.StepPlan;
import io.nightload.run.Cancelling;
import io.nightload.run.Hold;
import io.nightload.run.Patience;
import io.nightload.run.RunGuard;
import io.nightload.run.RunListener;
import io.nightload.step.StepEnvironment;
import io.nightload.step.StepReport;
import io.nightload.step.StepsOfRejects;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.UUID;
import java.util.function.Function;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.springframework.batch.core.repository.support.ResourcelessJobRepository;
import org.springframework.dao.DataAccessException;

/** Replays the rejects of one job instance. */
public final class Replayer {

    private static final double NANOS_PER_SECOND = 1e9;

    private final Connections connections;
    private final JobPlanner planner;
    private final RunGuard guard;
    private final RunListener listener;
    private final ReplayRun run;
    private final Cancelling cancelling;

    /** @param listener hears what it does */
    public Replayer(Connections connections, JobPlanner planner, RunGuard guard, RunListener listener) {
        this.connections = connections;
        this.planner = planner;
        this.guard = guard;
        this.listener = listener;
        this.run = new ReplayRun(listener);
        this.cancelling = new Cancelling(run::stop);
    }

    /**
     * Replays what is asked for, to its end.
     *
     * @throws io.nightload.spec.InvalidSpecException if a step that has rejects is wrong, or cannot be replayed; nothing was
     * @throws ReplayRefusedException if what is asked for cannot be; nothing was
     * @throws io.nightload.run.BusyException if another live process runs the job, or replays its rejects
     * @throws SQLException if a database does not answer
     */
    public ReplayReport replay(ReplayRequest request) throws SQLException {
        try (cancelling) {
            return replay(request, name -> cancelling.of(connections.dataSource(name)));
        }
    }

    private ReplayReport replay(ReplayRequest request, Function<String, DataSource> cancelled) throws SQLException {
        long started = System.nanoTime();
        DataSource target = cancelled.apply(Connections.TARGET);
        Migrations.control(cancelled.apply(Connections.CONTROL));
        Migrations.target(target);
        Patience patience = new Patience(request.patience(), run::isStopped, listener::note);
        InstanceKey work = request.instance().withAgain(0);
        try (RunGuard.Turn turn = guard.enter(work, patience, new Holder())) {
            Instances instances = new Instances(target);
            requireCurrent(request, instances, turn);
            List<StepPlan.Rows> plans = plans(request, cancelled);
            if (!plans.isEmpty()) {
                turn.requireHeld();
                StepsOfRejects steps = steps(request, instances, turn, cancelled);
                run.run(plans, steps, request.dry());
            }
            @Nullable Long left = left(waiting(request, target));
            return run.report(request, left, (System.nanoTime() - started) / NANOS_PER_SECOND);
        }
    }

    /** What was replayed is told also where a stop cuts off the counting. */
    private @Nullable Long left(Waiting waiting) {
        try {
            return waiting.count();
        } catch (DataAccessException e) {
            if (!run.isStopped()) {
                throw e;
            }
            listener.note("the rejects that still wait were not counted: " + StepReport.message(e));
            return null;
        }
    }

    /** Begins no other chunk than the one in flight, which has a moment to commit; from any thread. */
    public void stop() {
        cancelling.begin();
    }

    private final class Holder implements RunGuard.Holder {

        @Override
        public void leaseLost() {
            run.leaseLost();
            stop();
        }

        @Override
        public void held(Hold hold) {
            stop();
        }
    }

    /** Of a job without identifying parameters each instance that completed is work of its own; others have been begun anew. */
    private static void requireCurrent(ReplayRequest request, Instances instances, RunGuard.Turn turn) {
        InstanceKey key = request.instance();
        Instances.Instance meant = instances
                .find(key)
                .orElseThrow(() -> new ReplayRefusedException(
                        "the target knows nothing of execution " + request.execution() + ": is it another database?"));
        boolean stands = meant.complete() && key.identity().isEmpty();
        if (!stands && !instances.newest(key).equals(Optional.of(meant))) {
            throw new ReplayRefusedException("what execution " + request.execution()
                    + " did was begun anew since, and read its rows once more: replay the rejects of the newest execution of "
                    + key.job() + " instead (nightload history " + key.job() + ")");
        }
        Optional<Hold> hold = meant.complete() ? Optional.empty() : turn.hold(key);
        if (hold.isPresent() && hold.get().kind() == Hold.Kind.ABANDONED) {
            throw new ReplayRefusedException(
                    "execution " + request.execution() + " was " + hold.get().sentence()
                            + ", so that nothing of it goes on",
                    true);
        }
    }

    private static Waiting waiting(ReplayRequest request, DataSource target) {
        return new Waiting(target, request.instance(), request.execution());
    }

    private List<StepPlan.Rows> plans(ReplayRequest request, Function<String, DataSource> cancelled) {
        DataSource target = cancelled.apply(Connections.TARGET);
        Waiting waiting = waiting(request, target);
        Map<String, Long> rejects = waiting.bySteps();
        @Nullable String only = request.step();
        if (only != null) {
            rejects.keySet().retainAll(List.of(only));
        }
        if (request.mended() != null) {
            int before = waiting.replayedOf(request.mended().keySet(), rejects.keySet());
            if (before > 0) {
                listener.note((before == 1 ? "1 row of the file was" : before + " rows of the file were")
                        + " replayed before, and left out now");
            }
            rejects.keySet()
                    .removeIf(step -> waiting.among(request.mended().keySet(), List.of(step))
                            .isEmpty());
        }
        long written = waiting.written(rejects.keySet());
        if (written > 0) {
            listener.note((written == 1 ? "1 row was" : written + " rows were")
                    + " refused when the step was published, and only what was to be written is kept: that cannot go through the"
                    + " step again; run the job with --again, or insert it by hand");
        }
        return new ReplayPlanner(planner, name -> Optional.of(cancelled.apply(name)), target, request, waiting)
                .plan(rejects.keySet());
    }

    private StepsOfRejects steps(
            ReplayRequest request, Instances instances, RunGuard.Turn turn, Function<String, DataSource> cancelled) {
        @Nullable UUID mine = request.dry() ? null : UUID.randomUUID();
        if (mine != null) {
            instances.begin(request.instance(), mine, turn.process());
        }
        StepEnvironment environment = new StepEnvironment(
                request.dry() ? request.instance().withAgain(-1) : request.instance(),
                mine,
                "",
                cancelled,
                request.job().spec().zone(),
                request.job().settings().retry(),
                new ResourcelessJobRepository(),
                run);
        RejectRange range = new RejectRange(request.instance(), request.execution(), request.mended());
        return new StepsOfRejects(environment, range, request.person());
    }
}
