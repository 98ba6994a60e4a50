package io.nightload.replay;

import io.nightload.checkpoint.CheckpointKey;
import io.nightload.checkpoint.StepCheckpoint;
import io.nightload.part.Databases;
import io.nightload.part.TargetPart;
import io.nightload.part.Transform;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.LoadedJob;
import io.nightload.plan.StepPlan;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Problem;
import io.nightload.spec.StepSpec;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Optional;
import javax.sql.DataSource;

/** Plans the steps whose rejects are replayed, as the job file says them now. */
final class ReplayPlanner {

    private final JobPlanner planner;
    private final Databases databases;
    private final DataSource target;
    private final ReplayRequest request;
    private final Waiting waiting;
    private final List<Problem> problems = new ArrayList<>();

    ReplayPlanner(JobPlanner planner, Databases databases, DataSource target, ReplayRequest request, Waiting waiting) {
        this.planner = planner;
        this.databases = databases;
        this.target = target;
        this.request = request;
        this.waiting = waiting;
    }

    /**
     * Plans them in the order of the job.
     *
     * @param steps that have rejects
     * @throws InvalidSpecException with all that is wrong with them
     * @throws ReplayRefusedException if one of them is no longer a step of the job
     */
    List<StepPlan.Rows> plan(Collection<String> steps) {
        LoadedJob job = request.job();
        job.problems().throwIfAny();
        steps.forEach(this::requireThere);
        List<StepPlan.Rows> plans = new ArrayList<>();
        for (StepSpec step : job.spec().steps()) {
            if (steps.contains(step.name())) {
                plan(step).ifPresent(plans::add);
            }
        }
        if (!problems.isEmpty()) {
            throw new InvalidSpecException(problems);
        }
        return plans;
    }

    private void requireThere(String name) {
        List<StepSpec> all = request.job().spec().steps();
        List<String> names = all.stream()
                .filter(step -> step.sql() == null)
                .map(StepSpec::name)
                .toList();
        if (!names.contains(name)) {
            throw new ReplayRefusedException(
                    "step " + name + ", which rejected rows, is no longer a step with a source in "
                            + all.get(0).position().file() + NearestWord.hint(name, names)
                            + ": call it so again, or replay the others one by one with --step");
        }
    }

    private Optional<StepPlan.Rows> plan(StepSpec step) {
        try {
            StepPlan.Rows plan = planner.planAgain(step.with(step.options().forReplay()), request.job(), databases);
            refusal(step, plan).ifPresent(why -> problems.add(new Problem(step.position(), why)));
            return Optional.of(plan);
        } catch (InvalidSpecException e) {
            problems.addAll(e.problems());
            return Optional.empty();
        }
    }

    private Optional<String> refusal(StepSpec step, StepPlan.Rows plan) {
        if (plan.target().map(TargetPart.Plan::replaces).orElse(false)) {
            return Optional.of("step " + step.name()
                    + " replaces its target by all of its rows at once, so that its rejects cannot"
                    + " follow: mend the data and run the job with --again");
        }
        if (plan.source().isEmpty()) {
            return Optional.of("step " + step.name() + " has no input there whose columns its rejects would have: bring"
                    + " back the file, or its header, for the time of the replay");
        }
        if (step.options().atOnce() && !isComplete(step.name())) {
            return Optional.of(
                    "step " + step.name() + " publishes its rows at its end and has not come there: run the job"
                            + " to its end first, then replay");
        }
        return untraced(step, plan);
    }

    private Optional<String> untraced(StepSpec step, StepPlan.Rows plan) {
        boolean parts = plan.transforms().stream().anyMatch(Transform.Plan::multiplies);
        long untraced = parts || step.options().atOnce() ? waiting.untraced(step.name(), request.mended()) : 0;
        return untraced == 0
                ? Optional.empty()
                : Optional.of(
                        "step " + step.name() + ": " + untraced + " of its rejects were made by an older release, which"
                                + " did not note whether each is a whole row or one that was made of it, beside others that are loaded:"
                                + " run the job with --again, or load them by hand; UPDATE nightload.reject SET traced = true where"
                                + " you know them to be whole");
    }

    private boolean isComplete(String step) {
        return StepCheckpoint.peek(target, new CheckpointKey(request.instance(), step, 0))
                .map(checkpoint -> checkpoint.complete())
                .orElse(false);
    }
}
