package io.nightload.advise;

import io.nightload.advise.trial.CommitTime;
import io.nightload.advise.trial.Setting;
import io.nightload.advise.trial.Trial;
import io.nightload.checkpoint.InstanceKey;
import io.nightload.connection.Connections;
import io.nightload.connection.Migrations;
import io.nightload.part.Counts;
import io.nightload.part.Databases;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.LoadedJob;
import io.nightload.run.Patience;
import io.nightload.run.RunGuard;
import io.nightload.spec.InvalidSpecException;
import io.nightload.spec.NearestWord;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.StepSpec;
import io.nightload.step.StepReport;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** Tries the steps of a job under other settings, rolls everything back, and says what is best. */
public final class Adviser {

    private static final double MILLIS_PER_SECOND = 1e3;
    private static final String THERE_TWICE =
            "; what is loaded already cannot be loaded again by way of trial where the step appends: advise it before its"
                    + " load, or with the parameters of a load to come";

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connections connections;
    private final JobPlanner planner;
    private final RunGuard guard;
    private final AdviceListener listener;
    private volatile boolean stopped;

    public Adviser(Connections connections, JobPlanner planner, RunGuard guard, AdviceListener listener) {
        this.connections = connections;
        this.planner = planner;
        this.guard = guard;
        this.listener = listener;
    }

    /**
     * Advises each step that has a source, or the one that is named.
     *
     * @throws InvalidSpecException if the job is wrong, or has no such step
     * @throws io.nightload.run.BusyException if another live process runs the job
     * @throws SQLException if a database does not answer
     */
    @SuppressWarnings("try") // the lease is held, and nothing more is asked of it
    public List<StepAdvice> advise(AdviceRequest request) throws SQLException {
        LoadedJob job = request.job();
        Databases databases = name -> Optional.of(connections.dataSource(name));
        List<StepSpec> steps = steps(request);
        Migrations.control(connections.dataSource(Connections.CONTROL));
        Migrations.target(connections.dataSource(Connections.TARGET));
        InstanceKey work = new InstanceKey(
                job.settings().project(), job.spec().name(), job.parameters().identity(), 0);
        try (RunGuard.Turn turn = guard.enter(
                work,
                new Patience(Duration.ZERO, () -> stopped, listener::note),
                RunGuard.Holder.stopping(this::stop))) {
            planner.plan(job, databases);
            double commit = CommitTime.seconds(connections.dataSource(Connections.TARGET));
            Trial trial = new Trial(work, connections::dataSource, job.spec().zone(), () -> stopped);
            List<StepAdvice> advices = new ArrayList<>();
            for (StepSpec step : steps) {
                Variants variants = new Variants(planner, job, databases, step);
                advices.add(advice(step, new StepTrials(variants, trial, commit, request, listener), commit));
            }
            return advices;
        }
    }

    /** Cuts the trial in hand off, from any thread; what is left is not tried. */
    public void stop() {
        stopped = true;
    }

    private StepAdvice advice(StepSpec step, StepTrials trials, double commitSeconds) {
        String file = step.position().file();
        if (stopped) {
            return StepAdvice.refused(step.name(), file, "it was not tried: stopped before");
        }
        try {
            Optional<Setting> best = trials.best();
            if (stopped) {
                return stopped(step);
            }
            if (best.isEmpty()) {
                return StepAdvice.refused(
                        step.name(), file, "its source has no rows now, so that there is nothing to measure");
            }
            if (isAllRejected(trials.warm().counts())) {
                return StepAdvice.refused(step.name(), file, "all rows that it tried were rejected" + THERE_TWICE);
            }
            return new StepAdvice(
                    step.name(),
                    file,
                    null,
                    trials.warm().counts(),
                    commitSeconds * MILLIS_PER_SECOND,
                    trials.comparisons(),
                    trials.notes(),
                    new YamlLines(
                                    step,
                                    planner.mainOption(Objects.requireNonNull(step.source()))
                                            .orElse(""))
                            .of(trials.set(), best.get()));
        } catch (InvalidSpecException e) {
            return StepAdvice.refused(
                    step.name(),
                    file,
                    "it cannot be planned now: " + e.problems().get(0)
                            + "; if an earlier step makes that, run the job once");
        } catch (UnfinishedException e) {
            return stopped ? stopped(step) : StepAdvice.refused(step.name(), file, StepReport.message(e));
        } catch (Exception e) {
            return stopped ? stopped(step) : StepAdvice.refused(step.name(), file, failure(e));
        }
    }

    private static StepAdvice stopped(StepSpec step) {
        return StepAdvice.refused(step.name(), step.position().file(), "stopped before its trials were through");
    }

    private static String failure(Exception e) {
        return "its rows cannot be loaded now: " + StepReport.message(e) + (isThereTwice(e) ? THERE_TWICE : "");
    }

    private static boolean isAllRejected(Map<Counts.Kind, Long> counts) {
        long rejected = counts.getOrDefault(Counts.Kind.REJECTED, 0L);
        return rejected > 0 && rejected == counts.getOrDefault(Counts.Kind.READ, 0L);
    }

    private static boolean isThereTwice(Throwable failure) {
        for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
            if (cause instanceof SQLException sql && UNIQUE_VIOLATION.equals(sql.getSQLState())) {
                return true;
            }
        }
        return false;
    }

    private static List<StepSpec> steps(AdviceRequest request) {
        List<StepSpec> all = request.job().spec().steps();
        List<StepSpec> chosen = all.stream()
                .filter(step -> request.step() == null || step.name().equals(request.step()))
                .toList();
        if (chosen.isEmpty()) {
            List<String> names = all.stream().map(StepSpec::name).toList();
            throw refused("job " + request.job().spec().name() + " has no step '" + request.step() + "'"
                    + NearestWord.hint(String.valueOf(request.step()), names));
        }
        List<StepSpec> withSource =
                chosen.stream().filter(step -> step.source() != null).toList();
        if (withSource.isEmpty()) {
            throw refused(
                    "there is nothing to try in SQL: step " + chosen.get(0).name() + " has no source");
        }
        return withSource;
    }

    private static InvalidSpecException refused(String why) {
        return new InvalidSpecException(List.of(new Problem(Position.COMMAND_LINE, why)));
    }
}
