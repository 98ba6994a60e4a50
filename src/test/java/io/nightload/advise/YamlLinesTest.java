package io.nightload.advise;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.advise.trial.Setting;
import io.nightload.spec.Node;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problems;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepSpec;
import io.nightload.spec.yaml.YamlReader;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

class YamlLinesTest {

    private static final Setting SET = new Setting(inOrder("customer", "lines"), 10, 1);

    @Test
    void nothingIsToBePastedWhereNothingIsBetter() {
        assertThat(lines("entity: shop.orders", SET, SET)).isEmpty();
    }

    @Test
    void onlyWhatDiffersIsToBePasted() {
        assertThat(lines("entity: { root: shop.orders }", SET, SET.withChunk(2000)))
                .containsExactly("  chunk: 2000 # in place of line 4");
    }

    @Test
    void aFetchPlanKeepsWhatTheFileSaysOfOtherPaths() {
        assertThat(lines(
                        "entity: { root: shop.orders, fetch: { customer: select-in, lines: select-in } }",
                        SET,
                        SET.withFetch("customer", "join")))
                .last()
                .isEqualTo("      fetch: { customer: join, lines: select-in } # in place of line 3");
    }

    @Test
    void aMainOptionThatStandsAloneIsNamedBesideTheFetchPlan() {
        assertThat(lines("entity: shop.orders", SET, SET.withFetch("customer", "join")))
                .containsExactly(
                        "  source:", "    entity:", "      root: shop.orders", "      fetch: { customer: join }");
    }

    @Test
    void partitionsThatTheFileDoesNotSayTakeNobodysPlace() {
        assertThat(lines("entity: shop.orders", SET, SET.withPartitions(2))).containsExactly("  partitions: 2");
    }

    private static Map<String, String> inOrder(String... paths) {
        Map<String, String> modes = new LinkedHashMap<>();
        List.of(paths).forEach(path -> modes.put(path, "select-in"));
        return modes;
    }

    private static List<String> lines(String source, Setting set, Setting best) {
        Problems problems = new Problems();
        Node.Mapping file = (Node.Mapping) new YamlReader(problems)
                .read("steps:\n- name: facts\n  source: { " + source + " }\n  chunk: 10\n", "jobs/j.yaml")
                .orElseThrow();
        Node.Sequence steps = (Node.Sequence) file.entries().get(0).value();
        Node.Mapping step = (Node.Mapping) steps.items().get(0);
        Node.Entry part =
                ((Node.Mapping) step.entries().get(1).value()).entries().get(0);
        StepSpec spec = new StepSpec(
                "facts",
                step.position(),
                null,
                new PartSpec("entity", part.key().position(), part.value()),
                List.of(),
                null,
                StepOptions.NONE,
                step);
        return new YamlLines(spec, "root").of(set, best);
    }
}
