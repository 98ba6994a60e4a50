package io.nightload.advise;

import io.nightload.advise.trial.Candidate;
import io.nightload.advise.trial.Setting;
import io.nightload.part.Databases;
import io.nightload.part.Source;
import io.nightload.plan.JobPlanner;
import io.nightload.plan.LoadedJob;
import io.nightload.plan.StepPlan;
import io.nightload.pool.PoolNeed;
import io.nightload.pool.Rooms;
import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepSpec;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashMap;
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
    private final Map<Integer, List<Source.Partition>> divisions = new HashMap<>();

    Variants(JobPlanner planner, LoadedJob job, Databases databases, StepSpec step) {
        this.planner = planner;
        this.job = job;
        this.databases = databases;
        this.step = step;
        this.source = Objects.requireNonNull(step.source(), "a step with a source");
    }

    /** The step's name. */
    String step() {
        return step.name();
    }

    /**
     * The step as the job file has it.
     *
     * @throws io.nightload.spec.InvalidSpecException if it cannot be planned now
     */
    StepPlan.Rows asSet() {
        return planner.planAgain(step, job, databases);
    }

    /** What a plan's job file says; {@code auto} partitions are as many as there are cores. */
    static Setting setting(StepPlan.Rows plan) {
        Map<String, String> fetch = new LinkedHashMap<>();
        plan.source().fetches().forEach(each -> fetch.put(each.path(), each.mode()));
        StepOptions options = plan.spec().options();
        boolean auto = options.partitions() != null && options.partitions().isAuto();
        boolean divided = plan.undivided().isEmpty();
        int partitions = auto && divided ? Runtime.getRuntime().availableProcessors() : options.partitionsAtLeast();
        return new Setting(fetch, options.chunk(), partitions);
    }

    Candidate candidate(String label, Setting setting, long rows) {
        StepPlan.Rows plan = planned(setting);
        return new Candidate(label, setting, plan, divided(plan, setting.partitions()), rows, true);
    }

    /** With each association loaded holder by holder, or empty where the source cannot. */
    Optional<Candidate> lazy(Setting setting, int chunk, long rows) {
        StepPlan.Rows plan = planned(setting.withChunk(chunk));
        List<Source.Partition> partitions = divided(plan, setting.partitions());
        return plan.source()
                .lazy()
                .map(lazy -> new Candidate("lazy", setting, plan.with(lazy), partitions, rows, false));
    }

    private StepPlan.Rows planned(Setting setting) {
        PartSpec changed = setting.fetch().isEmpty() ? source : withFetch(setting.fetch());
        StepOptions options =
                step.options().withChunk(setting.chunk()).withPartitions(setting.partitions(), step.position());
        return planner.planAgain(step.with(changed, options), job, databases);
    }

    /** Divided once for each number: it may take a while. */
    List<Source.Partition> divided(StepPlan.Rows plan, int partitions) {
        return partitions == 1
                ? List.of()
                : divisions.computeIfAbsent(
                        partitions,
                        number -> plan.source()
                                .divide(number, name -> databases.find(name).orElseThrow()));
    }

    /** Whether the job file and the servers leave connections for so many partitions. */
    boolean hasRoom(StepPlan.Rows plan, int partitions) throws SQLException {
        List<PoolNeed> needs = plan.needs(partitions);
        return needs.stream()
                        .allMatch(need -> need.problem(step.options().pool()).isEmpty())
                && Rooms.fit(needs, databases::find);
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
