package io.nightload.spec.job;

import io.nightload.spec.JobSpec;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problems;
import io.nightload.spec.Settings;
import io.nightload.spec.StepSpec;
import io.nightload.spec.TimeZones;
import io.nightload.spec.yaml.MappingReader;
import io.nightload.spec.yaml.YamlReader;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Reads job files. */
public final class JobReader {

    private static final List<String> KEYS = List.of("description", "time_zone", "parameters", "steps");

    private final Settings settings;
    private final Problems problems;

    public JobReader(Settings settings, Problems problems) {
        this.settings = settings;
        this.problems = problems;
    }

    /**
     * The job of this name in {@code jobs/}, or of this file where {@code job} is a path.
     *
     * <p>Where the problems are not empty afterwards the job must not run; it is still there, with the steps and
     * parameters that could be understood, so that those can be checked and all problems be told at once. It is empty
     * where there is no such file or no job in it at all.
     */
    public Optional<JobSpec> read(String job) {
        return new JobFiles(settings.home(), problems).find(job).flatMap(this::read);
    }

    private Optional<JobSpec> read(Path file) {
        String name = JobFiles.nameOf(file);
        String shown = JobFiles.shown(settings.home(), file);
        new NameRule("the job's name", problems).check(name, Position.of(shown));
        return new YamlReader(problems).read(file, shown).flatMap(root -> read(name, file, root));
    }

    private Optional<JobSpec> read(String name, Path file, Node root) {
        if (!(root instanceof Node.Mapping mapping)) {
            problems.add(root.position(), "a job is a mapping with the key 'steps', and this is " + root.kind());
            return Optional.empty();
        }
        MappingReader keys = new MappingReader(mapping, KEYS, problems);
        return Optional.of(new JobSpec(
                name,
                file,
                keys.text("description").orElse(null),
                keys.scalar("time_zone")
                        .flatMap(zone -> new TimeZones(problems).read(zone))
                        .orElse(settings.zone()),
                parameters(keys),
                steps(keys)));
    }

    private List<ParameterSpec> parameters(MappingReader keys) {
        ParameterReader reader = new ParameterReader(problems);
        return keys.mapping("parameters").stream()
                .flatMap(mapping -> mapping.entries().stream())
                .flatMap(entry -> reader.read(entry).stream())
                .toList();
    }

    private List<StepSpec> steps(MappingReader keys) {
        if (keys.entry("steps").isEmpty()) {
            problems.add(keys.position(), "the job has no 'steps'");
        }
        List<Node> items = keys.list("steps").map(Node.Sequence::items).orElse(List.of());
        keys.entry("steps")
                .filter(entry -> entry.value() instanceof Node.Sequence && items.isEmpty())
                .ifPresent(entry ->
                        problems.add(entry.value().position(), "'steps' is empty: a job has one step or more"));
        StepReader reader = new StepReader(problems);
        List<StepSpec> steps = new ArrayList<>();
        items.forEach(item -> reader.read(item).ifPresent(steps::add));
        return List.copyOf(steps);
    }
}
