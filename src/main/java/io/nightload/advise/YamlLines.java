package io.nightload.advise;

import io.nightload.advise.trial.Setting;
import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.StepSpec;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.stream.Collectors;

/** The lines of a step in a job file that would have to be others, indented as they stand there. */
final class YamlLines {

    private static final String INDENT = "  ";

    private final StepSpec step;
    private final PartSpec source;
    private final String mainOption;

    /** @param mainOption what the source's value alone stands for */
    YamlLines(StepSpec step, String mainOption) {
        this.step = step;
        this.mainOption = mainOption;
        this.source = Objects.requireNonNull(step.source(), "a step with a source");
    }

    /** None where both are the same. */
    List<String> of(Setting set, Setting best) {
        String margin = " ".repeat(Math.max(0, step.position().column() - 1));
        List<String> lines = new ArrayList<>();
        if (!set.fetch().equals(best.fetch())) {
            lines.add(margin + "source:");
            lines.add(margin + INDENT + source.name() + ":");
            if (source.options() instanceof Node.Scalar main) {
                lines.add(margin + INDENT + INDENT + mainOption + ": " + word(main.value()));
            }
            lines.add(margin + INDENT + INDENT + fetch(set, best));
        }
        if (!Objects.equals(set.chunk(), best.chunk())) {
            lines.add(margin + option("chunk", String.valueOf(best.chunk())));
        }
        if (set.partitions() != best.partitions()) {
            lines.add(margin + option("partitions", String.valueOf(best.partitions())));
        }
        return lines;
    }

    private String option(String key, String value) {
        return key + ": " + value + place(find(step.node(), key));
    }

    private static String place(Optional<Node.Entry> now) {
        return now.map(entry -> " # in place of line " + entry.key().position().line())
                .orElse("");
    }

    /** What the file says already stays in it, so that the line may take the place of the whole option. */
    private String fetch(Setting set, Setting best) {
        Optional<Node.Entry> said = find(source.options(), Variants.FETCH);
        Map<String, String> modes = new LinkedHashMap<>();
        best.fetch().forEach((path, mode) -> {
            boolean isSaid = said.flatMap(entry -> find(entry.value(), path)).isPresent();
            if (isSaid || !mode.equals(set.fetch().get(path))) {
                modes.put(path, mode);
            }
        });
        String mapping = modes.entrySet().stream()
                .map(entry -> word(entry.getKey()) + ": " + entry.getValue())
                .collect(Collectors.joining(", ", "{ ", " }"));
        return Variants.FETCH + ": " + mapping + place(said);
    }

    /** In quotes where YAML needs them. */
    private static String word(String text) {
        return text.matches("[A-Za-z_][A-Za-z0-9_.]*") ? text : "'" + text.replace("'", "''") + "'";
    }

    private static Optional<Node.Entry> find(Node node, String key) {
        return node instanceof Node.Mapping mapping
                ? mapping.entries().stream()
                        .filter(entry -> entry.key().value().equals(key))
                        .findFirst()
                : Optional.empty();
    }
}
