package io.nightload.target;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Located;
import io.nightload.part.OptionBinder;
import io.nightload.spec.Interpolation;
import io.nightload.spec.Node;
import io.nightload.spec.Parameters;
import io.nightload.spec.PartSpec;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.yaml.YamlReader;
import io.nightload.target.write.Mode;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What stands under {@code target:} for a table. */
class TableTargetTest {

    private final Problems problems = new Problems();

    private Optional<TableTarget.Options> options(String yaml) {
        Node.Mapping target =
                (Node.Mapping) new YamlReader(problems).read(yaml, "job.yaml").orElseThrow();
        Node.Entry table = target.entries().get(0);
        Interpolation interpolation = new Interpolation(new Parameters(List.of()), Map.of(), problems);
        return new OptionBinder(interpolation, problems)
                .bind(new PartSpec("table", table.key().position(), table.value()), TableTarget.Options.class);
    }

    @Test
    void aNameAloneAppends() {
        TableTarget.Options options = options("table: shop.customers").orElseThrow();

        assertThat(options.name().value()).isEqualTo("shop.customers");
        assertThat(options.mode().value()).isEqualTo(Mode.APPEND);
        assertThat(options.keyNames()).isEmpty();
    }

    @Test
    void anUpsertNamesItsKeyInOrder() {
        TableTarget.Options options = options("table: { name: shop.lines, mode: upsert, key: [order_id, number] }")
                .orElseThrow();

        assertThat(options.mode().value()).isEqualTo(Mode.UPSERT);
        assertThat(options.key()).extracting(Located::value).containsExactly("order_id", "number");
    }

    @Test
    void everyOptionIsRead() {
        TableTarget.Options options = options("""
                        table:
                          name: shop.facts
                          mode: replace
                          newer: updated_at
                          insert_only: [created_at]
                          delete: op = 'D'
                          where: day = :date
                          empty: true
                        """).orElseThrow();

        assertThat(options.mode().value()).isEqualTo(Mode.REPLACE);
        assertThat(options.newer()).extracting(Located::value).isEqualTo("updated_at");
        assertThat(options.insertOnlyNames()).containsExactly("created_at");
        assertThat(options.delete()).extracting(Node.Scalar::value).isEqualTo("op = 'D'");
        assertThat(options.where()).extracting(Node.Scalar::value).isEqualTo("day = :date");
        assertThat(options.empty().value()).isTrue();
    }

    @Test
    void whatIsWrongIsNamedWithItsPlace() {
        assertThat(options("table: { mode: upset, kay: [id] }")).isEmpty();

        assertThat(problems.list())
                .extracting(Problem::toString)
                .anySatisfy(problem -> assertThat(problem).startsWith("job.yaml:1:1: table lacks 'name'"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("job.yaml:1:16: 'mode' cannot be 'upset': did you mean 'upsert'?"))
                .anySatisfy(problem -> assertThat(problem)
                        .startsWith("job.yaml:1:23: table has no option 'kay': did you mean 'key'?"));
    }
}
