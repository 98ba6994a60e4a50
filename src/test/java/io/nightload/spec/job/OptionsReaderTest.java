package io.nightload.spec.job;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.spec.Node;
import io.nightload.spec.PoolSizes.Size;
import io.nightload.spec.Position;
import io.nightload.spec.Problem;
import io.nightload.spec.Problems;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepOptions.Budget;
import io.nightload.spec.StepOptions.Partitions;
import io.nightload.spec.StepOptions.RejectLimit;
import io.nightload.spec.yaml.MappingReader;
import io.nightload.spec.yaml.YamlReader;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OptionsReaderTest {

    private final Problems problems = new Problems();

    @Test
    void nothingIsSetByDefault() {
        assertThat(read("{}")).isEqualTo(StepOptions.NONE);
    }

    @Test
    void aChunkIsANumberOfRowsOrFindsItself() {
        assertThat(read("chunk: 2000").chunk()).isEqualTo(2000);
        assertThat(read("chunk: auto").chunk()).isNull();
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "rejects: 100 | 1:10 | 100 | -1",
                "rejects: 0 | 1:10 | 0 | -1",
                "rejects: { limit: 100 } | 1:19 | 100 | -1",
                "rejects: '0.5%' | 1:10 | -1 | 0.5",
                "rejects: 100% | 1:10 | -1 | 100",
                "rejects: { limit: 0.5% } | 1:19 | -1 | 0.5"
            })
    void aLimitIsRowsOrAShare(String text, String place, long rows, double percent) {
        String[] numbers = place.split(":", -1);
        Position position = new Position("f", Integer.parseInt(numbers[0]), Integer.parseInt(numbers[1]));

        assertThat(read(text).rejects()).isEqualTo(new RejectLimit(rows, percent, position));
        assertThat(problems.list()).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"-1", "1.5", "101%", "100.5%", "'%'", "", "[1]", "1e3", "{ limit: none }"})
    void anythingElseIsRefused(String limit) {
        assertThat(read("rejects: " + limit).rejects()).isNull();
        assertThat(problems.list())
                .singleElement()
                .extracting(Problem::message)
                .asString()
                .startsWith("the limit of rejects is a number of rows, such as 100, or a share");
    }

    @Test
    void rejectsAsAMappingHasALimit() {
        read("rejects: { lmit: 5 }");
        read("rejects: {}");

        assertProblems(
                "f:1:10: rejects has no 'limit': write rejects: { limit: 100 }",
                "f:1:12: unknown key 'lmit': did you mean 'limit'? (limit)");
    }

    @Test
    void aChunkHasOneToAMillionRows() {
        assertThat(read("chunk: 1").chunk()).isEqualTo(1);
        assertThat(read("chunk: 1000000").chunk()).isEqualTo(1_000_000);
        read("chunk: 1000001");
        read("chunk: 2_000");
        read("chunk: 0x10");
        read("chunk: 99999999999999999999");

        assertProblems(
                "f:1:8: chunk must be between 1 and 1,000,000, and is 1000001",
                "f:1:8: chunk must be a whole number, and is text",
                "f:1:8: chunk must be a whole number in decimal digits, and is 0x10",
                "f:1:8: chunk must be between 1 and 1,000,000, and is 99999999999999999999");
    }

    @Test
    void partitionsAreANumberOrAuto() {
        assertThat(read("partitions: 4").partitions()).isEqualTo(new Partitions(4, new Position("f", 1, 13)));
        assertThat(read("partitions: auto").partitions()).isEqualTo(new Partitions(0, new Position("f", 1, 13)));
        read("partitions: 0");
        read("partitions: 101");
        read("partitions: all");

        assertProblems(
                "f:1:13: partitions must be between 1 and 100, and is 0",
                "f:1:13: partitions must be between 1 and 100, and is 101",
                "f:1:13: partitions must be a whole number, and is text");
    }

    @Test
    void aPoolIsANumberForEachConnectionOrNumbersByName() {
        assertThat(read("pool: 3").pool().of("target")).contains(new Size("pool", 3, new Position("f", 1, 7)));
        assertThat(read("pool: { target: 3, shop: 2 }").pool().of("shop"))
                .contains(new Size("pool.shop", 2, new Position("f", 1, 26)));
        assertThat(read("pool: { target: 3 }").pool().of("shop")).isEmpty();
        assertThat(problems.list()).isEmpty();
    }

    @Test
    void aPoolOfNoneOrOfWordsIsRefused() {
        read("pool: 0");
        read("pool: { target: many }");

        assertProblems(
                "f:1:7: pool must be between 1 and 1,000, and is 0",
                "f:1:17: target must be a whole number, and is text");
    }

    @Test
    void aBudgetIsANumberOfStatements() {
        assertThat(read("budget: { statements: 10 }").budget()).isEqualTo(new Budget(10, new Position("f", 1, 23)));
        read("budget: {}");
        read("budget: { statemens: 10 }");
        read("budget: 10");

        assertProblems(
                "f:1:9: budget has no 'statements': write budget: { statements: 10 }",
                "f:1:9: budget must be a mapping, and is a whole number",
                "f:1:11: unknown key 'statemens': did you mean 'statements'? (statements)");
    }

    private StepOptions read(String text) {
        Node.Mapping step =
                (Node.Mapping) new YamlReader(problems).read(text, "f").orElseThrow();
        return new OptionsReader(problems)
                .read(new MappingReader(step, List.of("chunk", "partitions", "rejects", "pool", "budget"), problems));
    }

    private void assertProblems(String... expected) {
        assertThat(problems.list()).extracting(Problem::toString).containsExactly(expected);
    }
}
