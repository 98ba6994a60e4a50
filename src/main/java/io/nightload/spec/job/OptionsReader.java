package io.nightload.spec.job;

import io.nightload.spec.NearestWord;
import io.nightload.spec.Node;
import io.nightload.spec.Problems;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepOptions.Budget;
import io.nightload.spec.StepOptions.Partitions;
import io.nightload.spec.StepOptions.RejectLimit;
import io.nightload.spec.yaml.MappingReader;
import java.util.List;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads what a step sets beside its parts. */
record OptionsReader(Problems problems) {

    private static final int MOST_ROWS_A_CHUNK = 1_000_000;
    private static final int MOST_PARTITIONS = 100;
    private static final String AUTO = "auto";
    private static final List<String> PUBLISH = List.of("chunk", "step");
    private static final int MOST_STATEMENTS_A_CHUNK = 1_000_000;
    private static final Pattern ROWS = Pattern.compile("[0-9]{1,18}");
    private static final Pattern PERCENT = Pattern.compile("([0-9]{1,3}(?:\\.[0-9]{1,6})?) ?%");

    StepOptions read(MappingReader step) {
        return new StepOptions(
                chunk(step).orElse(null),
                partitions(step).orElse(null),
                step.entry("rejects")
                        .map(Node.Entry::value)
                        .flatMap(this::rejects)
                        .orElse(null),
                new PoolReader(problems).read(step),
                step.entry("budget").flatMap(this::budget).orElse(null),
                new RetryReader(problems).read(step),
                isAtOnce(step));
    }

    /** Empty also where it says what is the default. */
    private static Optional<Integer> chunk(MappingReader step) {
        return step.entry("chunk")
                .filter(entry -> !isAuto(entry.value()))
                .flatMap(entry -> step.number("chunk", 1, MOST_ROWS_A_CHUNK).map(Math::toIntExact));
    }

    private static boolean isAuto(Node value) {
        return value instanceof Node.Scalar scalar && scalar.value().equals(AUTO);
    }

    private static Optional<Partitions> partitions(MappingReader step) {
        return step.entry("partitions").flatMap(entry -> {
            if (isAuto(entry.value())) {
                return Optional.of(new Partitions(0, entry.value().position()));
            }
            return step.number("partitions", 1, MOST_PARTITIONS)
                    .map(number ->
                            new Partitions(number.intValue(), entry.value().position()));
        });
    }

    private boolean isAtOnce(MappingReader step) {
        Optional<Node.Scalar> publish = step.scalar("publish");
        publish.filter(word -> !PUBLISH.contains(word.value()))
                .ifPresent(word -> problems.add(
                        word.position(),
                        "publish is 'chunk' (each chunk by itself) or 'step' (all rows of the step together), and this is '"
                                + word.value() + "'" + NearestWord.hint(word.value(), PUBLISH)));
        return publish.filter(word -> word.value().equals("step")).isPresent();
    }

    private Optional<Budget> budget(Node.Entry entry) {
        return MappingReader.mapping("budget", entry.value(), problems).flatMap(mapping -> {
            MappingReader keys = new MappingReader(mapping, List.of("statements"), problems);
            if (keys.entry("statements").isEmpty()) {
                problems.add(keys.position(), "budget has no 'statements': write budget: { statements: 10 }");
            }
            return keys.number("statements", 1, MOST_STATEMENTS_A_CHUNK)
                    .map(statements -> new Budget(
                            statements.intValue(),
                            keys.entry("statements").orElseThrow().value().position()));
        });
    }

    private Optional<RejectLimit> rejects(Node node) {
        if (!(node instanceof Node.Mapping mapping)) {
            return limit(node);
        }
        MappingReader keys = new MappingReader(mapping, List.of("limit"), problems);
        if (keys.entry("limit").isEmpty()) {
            problems.add(keys.position(), "rejects has no 'limit': write rejects: { limit: 100 }");
        }
        return keys.entry("limit").map(Node.Entry::value).flatMap(this::limit);
    }

    private Optional<RejectLimit> limit(Node node) {
        String text = node instanceof Node.Scalar scalar ? scalar.value() : "";
        Matcher percent = PERCENT.matcher(text);
        if (ROWS.matcher(text).matches()) {
            return Optional.of(new RejectLimit(Long.parseLong(text), -1, node.position()));
        }
        if (percent.matches() && Double.parseDouble(percent.group(1)) <= 100) {
            return Optional.of(new RejectLimit(-1, Double.parseDouble(percent.group(1)), node.position()));
        }
        problems.add(
                node.position(),
                "the limit of rejects is a number of rows, such as 100, or a share of them up to \"100%\", such as \"0.5%\", and this is "
                        + (text.isEmpty() ? node.kind() : "'" + text + "'"));
        return Optional.empty();
    }
}
