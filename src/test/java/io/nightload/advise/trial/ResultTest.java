package io.nightload.advise.trial;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Source;
import io.nightload.part.StepRuntime;
import io.nightload.plan.StepPlan;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import io.nightload.spec.StepOptions;
import io.nightload.spec.StepSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ItemStreamReader;

class ResultTest {

    private static final double NO_COMMIT = 0;

    private static final Position PLACE = Position.of("a test");

    private static final Source.Plan SOURCE = new Source.Plan() {
        @Override
        public Schema schema() {
            return new Schema(List.of());
        }

        @Override
        public List<Source.Input> inputs() {
            return List.of();
        }

        @Override
        public ItemStreamReader<Row> reader(StepRuntime runtime) {
            return () -> null;
        }
    };

    private static final StepPlan.Rows PLAN = new StepPlan.Rows(
            new StepSpec(
                    "any", PLACE, null, null, List.of(), null, StepOptions.NONE, new Node.Mapping(PLACE, List.of())),
            SOURCE,
            Set.of(),
            List.of(),
            SOURCE.schema(),
            Optional.empty(),
            false,
            "");

    private static final Candidate CANDIDATE =
            new Candidate("any", new Setting(Map.of(), null, 1), PLAN, List.of(), 1000, true);

    @Test
    void whatIsFasterInEveryRoundIsFaster() {
        assertThat(result(5, 100, 120, 110).isFasterThan(result(5, 80, 90, 70))).isTrue();
    }

    @Test
    void aDifferenceWithinWhatEitherVariesIsNone() {
        Result varying = result(5, 100, 150, 200);

        assertThat(varying.isFasterThan(result(5, 90, 110, 120))).isFalse(); // 100 is below 120
        assertThat(varying.isFasterThan(result(5, 90, 95, 99))).isTrue();
        assertThat(varying.spread()).isEqualTo(50 / 150.0);
    }

    @Test
    void ofManyRoundsTheExtremesDoNotCount() {
        assertThat(result(5, 1, 100, 101, 102, 103, 104).isFasterThan(result(5, 80, 81, 82, 83, 84, 500)))
                .isTrue();
    }

    @Test
    void fewRoundsTellNothing() {
        assertThat(result(5, 200, 200).isFasterThan(result(5, 100, 100, 100))).isFalse();
        assertThat(result(3, 100, 100).asksLessThan(result(5, 100, 100, 100))).isFalse();
    }

    @Test
    void oneLostRoundLeavesItOpen() {
        assertThat(result(5, 200, 220, 60).isFasterThan(result(5, 80, 90, 70))).isFalse();
    }

    @Test
    void lessThanATenthIsNoReasonToChange() {
        assertThat(result(5, 105, 106, 107).isFasterThan(result(5, 100, 100, 100)))
                .isFalse();
    }

    @Test
    void fewerStatementsDecideWhereNeitherIsFaster() {
        Result fewer = result(3, 90, 110, 100);
        Result more = result(5, 100, 100, 105);

        assertThat(fewer.asksLessThan(more)).isTrue();
        assertThat(more.asksLessThan(fewer)).isFalse();
        assertThat(fewer.asksLessThan(result(5, 200, 200, 200))).isFalse();
    }

    @Test
    void aCommitCountsForEachChunk() {
        Measure measure = new Measure(1000, 10, 10, 0, 1, 50, 0, 0, false, Map.of());

        assertThat(measure.rowsPerSecond(0)).isEqualTo(1000);
        assertThat(measure.rowsPerSecond(0.1)).isEqualTo(500);
    }

    @Test
    void partitionsCommitAtTheSameTime() {
        Measure one = new Measure(1000, 10, 10, 0, 1, 50, 0, 0, false, Map.of());

        Measure both = one.plus(new Measure(600, 6, 6, 0, 0.5, 30, 0, 0, true, Map.of()));

        assertThat(both.rowsPerSecond(0.1)).isEqualTo(800);
        assertThat(both.statementsPerChunk()).isEqualTo(5);
        assertThat(both.ended()).isFalse();
    }

    /** Trials of one second, of a chunk with so many statements. */
    private static Result result(int statements, long... rows) {
        List<Measure> measures = new ArrayList<>();
        for (long read : rows) {
            measures.add(new Measure(read, 1, 1, 0, 1, statements, 0, 0, false, Map.of()));
        }
        return new Result(CANDIDATE, measures, NO_COMMIT);
    }
}
