package io.nightload.spec.job;

import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problems;
import io.nightload.spec.StepSpec;
import io.nightload.spec.yaml.MappingReader;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Reads the items of {@code steps}; one reader for all steps of a job, since their names must differ. */
final class StepReader {

    private static final List<String> KEYS = List.of(
            "name",
            "sql",
            "source",
            "transform",
            "target",
            "chunk",
            "partitions",
            "rejects",
            "pool",
            "budget",
            "retry",
            "publish");

    private static final List<String> OF_ROWS =
            List.of("transform", "target", "chunk", "partitions", "rejects", "pool", "budget", "publish");

    private final Problems problems;
    private final PartReader parts;
    private final OptionsReader options;
    private final Map<String, Integer> linesByName = new HashMap<>();

    StepReader(Problems problems) {
        this.problems = problems;
        this.parts = new PartReader(problems);
        this.options = new OptionsReader(problems);
    }

    /** The step, or empty where it has neither {@code sql} nor both a source and a target that could be understood. */
    Optional<StepSpec> read(Node item) {
        if (!(item instanceof Node.Mapping mapping)) {
            problems.add(item.position(), "a step is a mapping with a 'name', and this is " + item.kind());
            return Optional.empty();
        }
        MappingReader keys = new MappingReader(mapping, KEYS, problems);
        Optional<PartSpec> sql = keys.entry("sql").map(PartReader::sql);
        Optional<PartSpec> source = keys.entry("source").flatMap(parts::read);
        Optional<PartSpec> target = keys.entry("target").flatMap(parts::read);
        StepSpec step = new StepSpec(
                name(keys),
                keys.position(),
                sql.orElse(null),
                source.orElse(null),
                transforms(keys),
                target.orElse(null),
                options.read(keys),
                mapping);
        return hasOneShape(keys) && (sql.isPresent() || (source.isPresent() && target.isPresent()))
                ? Optional.of(step)
                : Optional.empty();
    }

    private String name(MappingReader keys) {
        Optional<Node.Scalar> name = keys.scalar("name");
        if (keys.entry("name").isEmpty()) {
            problems.add(keys.position(), "the step has no 'name'");
        }
        name.ifPresent(scalar -> {
            new NameRule("the step's name", problems).check(scalar.value(), scalar.position());
            Integer line =
                    linesByName.putIfAbsent(scalar.value(), scalar.position().line());
            if (line != null) {
                problems.add(
                        scalar.position(),
                        "there is a step '" + scalar.value() + "' already, in line " + line
                                + ": name one of them otherwise");
            }
        });
        return name.map(Node.Scalar::value).orElse("?");
    }

    private List<PartSpec> transforms(MappingReader keys) {
        return keys.list("transform").stream()
                .flatMap(list -> list.items().stream())
                .flatMap(item -> parts.read("an item of transform", item).stream())
                .toList();
    }

    private boolean hasOneShape(MappingReader keys) {
        boolean sql = keys.entry("sql").isPresent();
        boolean source = keys.entry("source").isPresent();
        boolean target = keys.entry("target").isPresent();
        if (sql && source) {
            problems.add(keys.position(), "the step has 'sql' and 'source': make two steps of it");
        } else if (sql) {
            refuseKeysOfRows(keys);
        } else if (!source) {
            problems.add(keys.position(), "the step has neither 'sql' nor 'source': add a source and a target, or sql");
        } else if (!target) {
            problems.add(keys.position(), "the step has a 'source' and no 'target': add where its rows go");
        }
        return sql != source;
    }

    private void refuseKeysOfRows(MappingReader keys) {
        OF_ROWS.stream()
                .flatMap(key -> keys.entry(key).stream())
                .forEach(entry -> problems.add(
                        entry.key().position(),
                        "a step with 'sql' has no '" + entry.key().value() + "': it reads no rows"));
    }
}
