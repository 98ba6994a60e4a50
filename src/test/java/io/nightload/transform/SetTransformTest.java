package io.nightload.transform;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import org.junit.jupiter.api.Test;

class SetTransformTest {

    private final Given given = new Given();

    private Transform.Plan plan(Schema input, String... namesAndTexts) {
        return new SetTransform()
                .plan(new SetTransform.Options(Given.expressions(namesAndTexts)), input, given.planning);
    }

    private Transform.Plan plan(String... namesAndTexts) {
        return plan(Given.ORDERS, namesAndTexts);
    }

    @Test
    void aNewNameBecomesAColumnAtTheEndAndAKnownOneKeepsItsPlace() throws Exception {
        Transform.Plan plan = plan("tax", "round(amount * 0.19, 2)", "status", "lower(status)");
        assertThat(Given.run(plan, Given.order("1", "OPEN", "10.00")))
                .isEqualTo("id=1 status=open amount=10.00 tax=1.90");
    }

    @Test
    void everyExpressionSeesTheRowAsItCameIn() throws Exception {
        Transform.Plan plan = plan("id", "id + 1", "before", "id");
        assertThat(Given.run(plan, Given.order("1", "OPEN", "10"))).isEqualTo("id=2 status=OPEN amount=10 before=1");
    }

    @Test
    void aColumnThatIsOnlyCopiedKeepsItsPlaceInTheBytes() {
        Schema schema = plan("copy", "amount").schema();
        assertThat(schema.column(3).slot()).isEqualTo(2);
    }

    @Test
    void aColumnThatWasComputedBeforeIsStillThere() throws Exception {
        Transform.Plan first = plan("double", "amount * 2");
        Transform.Plan second = plan(first.schema(), "sum", "amount + \"double\"");
        Row between = requireNonNull(((RowByRow) first).processor().process(Given.order("1", "OPEN", "10")));
        assertThat(Given.run(second, between)).isEqualTo("id=1 status=OPEN amount=10 double=20 sum=30");
    }

    @Test
    void aParameterIsBound() throws Exception {
        Transform.Plan plan = plan("day", ":date - 1");
        assertThat(Given.run(plan, Given.order("1", "OPEN", "10"))).endsWith("day=2026-11-19");
    }

    @Test
    void everyProblemStandsAtItsCharacter() {
        plan("a", "amount * factor", "b", "lower(id)", "c", "status + 1");
        assertThat(given.problems())
                .satisfiesExactly(
                        p -> assertThat(p).startsWith("1:29: the row has no column 'factor'"),
                        p -> assertThat(p).startsWith("2:20: there is no lower(integer)"),
                        p -> assertThat(p).startsWith("3:20: text + integer cannot be computed"));
    }

    @Test
    void nothingIsSaidOfAnExpressionOverARefusedOne() {
        Transform.Plan first = plan("total", "amount * factor");
        plan(first.schema(), "rounded", "round(total, 2)");
        assertThat(given.problems()).hasSize(1);
    }

    @Test
    void aNameThatDiffersFromAnotherOnlyInCaseIsRefused() {
        plan("Status", "lower(status)");
        assertThat(given.problems()).containsExactly("1:9: columns 'status' and 'Status' differ only in case");
    }

    @Test
    void aRowThatCannotBeComputedIsRejectedWithItsValues() {
        Transform.Plan plan = plan("share", "100 / amount");
        assertThatThrownBy(() -> ((RowByRow) plan).processor().process(Given.order("1", "OPEN", "0.00")))
                .isInstanceOf(RowError.class)
                .hasMessage("division by zero in: 100 / amount (amount = 0.00)");
    }
}
