package io.nightload.part;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.Interpolation;
import io.nightload.spec.Node;
import io.nightload.spec.ParameterSpec;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class OptionBinderTest {

    private static final Parameters PARAMETERS = new Parameters(List.of(
            new Parameters.Value("date", ParameterSpec.Type.DATE, LocalDate.of(2026, 11, 20), "2026-11-20", true)));

    enum Mode {
        APPEND,
        UPSERT
    }

    record Inner(
            @Option(value = "a type", main = true) String type,
            @Option("a mark") @Nullable String decimal) {}

    record Options(
            @Option(value = "where", main = true) String path,

            @Option(value = "a character", defaultValue = ",")
            char delimiter,

            @Option(value = "how", defaultValue = "append") Mode mode,
            @Option("keys") List<Located<String>> key,
            @Option("typed columns") Map<String, Inner> columns,
            @Option("a condition") Node.@Nullable Scalar insertWhen,
            @Option("how many") @Nullable Integer limit) {}

    record SetOptions(
            @Option(value = "columns", main = true, required = true)
            Map<Located<String>, Node.Scalar> columns) {}

    private final Problems problems = new Problems();

    @Test
    void aPlainValueIsTheMainOption() {
        assertThat(bind(scalar("data/${date}/x.csv"), Options.class).orElseThrow())
                .isEqualTo(new Options("data/2026-11-20/x.csv", ',', Mode.APPEND, List.of(), Map.of(), null, null));
    }

    @Test
    void everyOptionIsRead() {
        Node.Scalar when = scalar("a > 1");
        Options options = bind(
                        mapping(
                                "path", scalar("x"),
                                "delimiter", scalar("\\t"),
                                "mode", scalar("upsert"),
                                "key", new Node.Sequence(at(4), List.of(scalar("a"), scalar("b"))),
                                "columns", mapping("n", scalar("int")),
                                "insert_when", when,
                                "limit", scalar("1_000")),
                        Options.class)
                .orElseThrow();

        assertThat(options)
                .isEqualTo(new Options(
                        "x",
                        '\t',
                        Mode.UPSERT,
                        List.of(new Located<>("a", at(1)), new Located<>("b", at(1))),
                        Map.of("n", new Inner("int", null)),
                        when,
                        1000));
    }

    @Test
    void allProblemsAreFoundAtOnce() {
        Optional<Options> bound = bind(
                mapping(
                        "delimiter", scalar("ab"),
                        "mode", scalar("upset"),
                        "keys", scalar("id"),
                        "limit", scalar("many")),
                Options.class);

        assertThat(bound).isEmpty();
        assertThat(messages())
                .containsExactlyInAnyOrder(
                        "csv has no option 'keys': did you mean 'key'? (path, delimiter, mode, key, columns,"
                                + " insert_when, limit)",
                        "csv lacks 'path': where",
                        "'delimiter' is 'ab', but takes one character",
                        "'mode' cannot be 'upset': did you mean 'upsert'? (append, upsert)",
                        "'limit' is 'many', but takes a whole number");
    }

    @Test
    void aMappingCanBeTheMainOptionItself() {
        assertThat(bind(mapping("email", scalar("lower(email)")), SetOptions.class)
                        .orElseThrow()
                        .columns())
                .containsExactly(Map.entry(new Located<>("email", at(1)), scalar("lower(email)")));
    }

    @Test
    void anEmptyMappingIsRefusedWhereOneEntryIsNeeded() {
        assertThat(bind(new Node.Mapping(at(3), List.of()), SetOptions.class)).isEmpty();
        assertThat(messages()).containsExactly("csv needs at least one entry");
    }

    @Test
    void parametersAreNeverPastedIntoAnExpression() {
        bind(mapping("path", scalar("x"), "insert_when", scalar("d = '${date}'")), Options.class);

        assertThat(messages())
                .containsExactly(
                        "'insert_when' is an expression, where parameters are bound and never pasted: write :name");
    }

    private <O extends Record> Optional<O> bind(Node options, Class<O> type) {
        return new OptionBinder(new Interpolation(PARAMETERS, Map.of(), problems), problems)
                .bind(new PartSpec("csv", at(9), options), type);
    }

    private List<String> messages() {
        return problems.list().stream().map(Problem::message).toList();
    }

    private static Node.Mapping mapping(Object... keysAndValues) {
        List<Node.Entry> entries = new ArrayList<>();
        for (int i = 0; i < keysAndValues.length; i += 2) {
            entries.add(new Node.Entry(scalar((String) keysAndValues[i]), (Node) keysAndValues[i + 1]));
        }
        return new Node.Mapping(at(2), entries);
    }

    private static final Node.Offsets SAME_PLACE = index -> at(1);

    private static Node.Scalar scalar(String text) {
        return new Node.Scalar(at(1), text, Node.Tag.STR, SAME_PLACE);
    }

    private static Position at(int line) {
        return new Position("job.yaml", line, 1);
    }
}
