package io.nightload.plan;

import io.nightload.part.Databases;
import io.nightload.part.OptionBinder;
import io.nightload.part.Parts;
import io.nightload.pool.PoolNeed;
import io.nightload.pool.ReusedConnections;
import io.nightload.pool.Rooms;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.StepSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import org.springframework.stereotype.Component;

/** Plans a job: everything that is wrong with it, found before anything runs. */
@Component
public final class JobPlanner {

    private final Parts parts;

    JobPlanner(Parts parts) {
        this.parts = parts;
    }

    /**
     * Plans all steps.
     *
     * @param databases that may be asked
     * @throws InvalidSpecException with every problem of the job
     * @throws org.springframework.dao.DataAccessException if a database fails for a reason that may pass
     */
    public JobPlan plan(LoadedJob job, Databases databases) {
        return plan(job, databases, false);
    }

    private JobPlan plan(LoadedJob job, Databases databases, boolean checking) {
        PoolCheck pools = new PoolCheck(job.problems());
        List<StepPlan> steps = new ArrayList<>();
        try (ReusedConnections reused = new ReusedConnections()) {
            StepPlanner planner = new StepPlanner(parts, job, of(reused, databases), job.problems(), checking);
            boolean earlierSql = false;
            for (StepSpec step : job.spec().steps()) {
                planner.plan(step, earlierSql).ifPresent(steps::add);
                earlierSql |= step.sql() != null;
            }
        }
        rows(steps).forEach(pools::allowed);
        job.problems().throwIfAny();
        return new JobPlan(job, steps, job.problems().notes());
    }

    /** Parts look at their databases a dozen times, for a millisecond each; to open a connection takes twenty. */
    private static Databases of(ReusedConnections reused, Databases databases) {
        return name -> databases.find(name).map(connections -> reused.of(name, connections));
    }

    /**
     * Plans all steps, and notes what would keep them from running now but may be otherwise when they do.
     *
     * @throws InvalidSpecException with every problem of the job, and what a database failed at among them
     */
    public JobPlan check(LoadedJob job, Databases databases) {
        JobPlan plan = plan(job, databases, true);
        PoolCheck pools = new PoolCheck(job.problems());
        Rooms rooms = new Rooms(databases::find);
        rows(plan.steps()).forEach(step -> pools.left(step, rooms));
        job.problems().throwIfAny();
        return new JobPlan(job, plan.steps(), job.problems().notes());
    }

    /**
     * Holds what steps need against what the servers have left, before the first of them begins: what an earlier one has done by then
     * stays done. One step alone says it itself.
     *
     * @param steps that have not begun
     * @throws InvalidSpecException if one of them could have none even if nobody else were connected
     * @throws TooFewConnectionsException if one of them has no room now
     * @throws SQLException if a server does not answer
     */
    public void requireRoom(List<StepPlan> steps, Databases databases) throws SQLException {
        if (steps.size() < 2) {
            return;
        }
        List<List<PoolNeed>> needs = rows(steps).map(StepPlan.Rows::needs).toList();
        Rooms rooms = new Rooms(databases::find);
        List<Problem> lacking = new ArrayList<>();
        for (List<PoolNeed> step : needs) {
            lacking.addAll(rooms.lacking(step));
        }
        if (!lacking.isEmpty()) {
            List<Problem> impossible = new ArrayList<>();
            for (List<PoolNeed> step : needs) {
                impossible.addAll(rooms.impossible(step));
            }
            throw impossible.isEmpty() ? new TooFewConnectionsException(lacking) : new InvalidSpecException(impossible);
        }
    }

    private static Stream<StepPlan.Rows> rows(List<StepPlan> steps) {
        return steps.stream().filter(StepPlan.Rows.class::isInstance).map(StepPlan.Rows.class::cast);
    }

    /** The option that a source's value alone stands for: {@code entity: shop.orders} sets {@code root}. */
    public Optional<String> mainOption(PartSpec source) {
        return Optional.ofNullable(parts.sources().get(source.name()))
                .flatMap(part -> OptionBinder.mainOption(Parts.optionsOf(part)));
    }

    /**
     * Plans one step again, now that the {@code sql} steps before it have run.
     *
     * @throws InvalidSpecException with every problem of the step
     */
    public StepPlan.Rows planAgain(StepSpec step, LoadedJob job, Databases databases) {
        Problems problems = new Problems();
        try (ReusedConnections reused = new ReusedConnections()) {
            Optional<StepPlan> plan =
                    new StepPlanner(parts, job, of(reused, databases), problems, false).plan(step, false);
            rows(plan.stream().toList()).forEach(new PoolCheck(problems)::allowed);
            problems.throwIfAny();
            return (StepPlan.Rows) plan.orElseThrow();
        }
    }
}
