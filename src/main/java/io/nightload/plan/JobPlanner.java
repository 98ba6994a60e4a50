package io.nightload.plan;

import io.nightload.part.Parts;
import io.nightload.spec.Problems;
import io.nightload.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;
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
     * @param target connections to the target, or empty where it is not to be asked
     * @throws io.nightload.spec.InvalidSpecException with every problem of the job
     */
    public JobPlan plan(LoadedJob job, Optional<DataSource> target) {
        StepPlanner planner = new StepPlanner(parts, job, target, job.problems());
        List<StepPlan> steps = new ArrayList<>();
        boolean earlierSql = false;
        for (StepSpec step : job.spec().steps()) {
            planner.plan(step, earlierSql).ifPresent(steps::add);
            earlierSql |= step.sql() != null;
        }
        job.problems().throwIfAny();
        return new JobPlan(job, steps, job.problems().notes());
    }

    /**
     * Plans one step again, now that the {@code sql} steps before it have run.
     *
     * @throws io.nightload.spec.InvalidSpecException with every problem of the step
     */
    public StepPlan.Rows planAgain(StepSpec step, LoadedJob job, DataSource target) {
        Problems problems = new Problems();
        Optional<StepPlan> plan = new StepPlanner(parts, job, Optional.of(target), problems).plan(step, false);
        problems.throwIfAny();
        return (StepPlan.Rows) plan.orElseThrow();
    }
}
