package io.nightload.advise;

import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.LoadedJob;
import io.nightload.plan.StepPlan;
import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A step as it would be planned if its job file said something else. */
final class Variants {

    static final String FETCH = "fetch";

    private final JobPlanner planner;
    private final LoadedJob job;
    private final Databases databases;
    private final StepSpec step;
    private final PartSpec source;

    Variants(JobPlanner planner, LoadedJob job, Databases databases, StepSpec step) {
        this.planner = planner;
        this.job = job;
        this.databases = databases;
        this.step = step;
        this.source = Objects.requireNonNull(step.source(), "a step with a source");
    }

    /**
     * The step as the job file has it.
     *
     * @throws io.nightload.spec.InvalidSpecException if it cannot be planned now
     */
    StepPlan.Rows asSet() {
        return planner.planAgain(step, job, databases);
    }

    static Setting setting(StepPlan.Rows plan) {
        Map<String, String> fetch = new LinkedHashMap<>();
        plan.source().fetches().forEach(each -> fetch.put(each.path(), each.mode()));
        return new Setting(fetch, plan.spec().options().chunk());
    }

    StepPlan.Rows planned(Setting setting) {
        PartSpec changed = setting.fetch().isEmpty() ? source : withFetch(setting.fetch());
        return planner.planAgain(step.with(changed, step.options().withChunk(setting.chunk())), job, databases);
    }

    /** With each association of the plan loaded holder by holder, or empty where the source cannot. */
    Optional<StepPlan.Rows> lazily(Setting setting) {
        StepPlan.Rows plan = planned(setting);
        Optional<Source.Plan> lazy = plan.source().lazy();
        return lazy.map(plan::with);
    }

    private PartSpec withFetch(Map<String, String> fetch) {
        List<Node.Entry> entries = new ArrayList<>();
        if (source.options() instanceof Node.Mapping mapping) {
            mapping.entries().stream()
                    .filter(entry -> !entry.key().value().equals(FETCH))
                    .forEach(entries::add);
        } else {
            planner.mainOption(source).ifPresent(name -> entries.add(new Node.Entry(text(name), source.options())));
        }
        List<Node.Entry> modes = new ArrayList<>();
        fetch.forEach((path, mode) -> modes.add(new Node.Entry(text(path), text(mode))));
        entries.add(new Node.Entry(text(FETCH), new Node.Mapping(source.position(), modes)));
        return new PartSpec(source.name(), source.position(), new Node.Mapping(source.position(), entries));
    }

    private Node.Scalar text(String value) {
        Position place = source.position();
        return new Node.Scalar(place, value, Node.Tag.STR, offset -> place);
    }
}
