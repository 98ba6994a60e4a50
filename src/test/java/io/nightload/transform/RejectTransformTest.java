package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.RowByRow;
import io.nightload.part.Transform;
import io.nightload.row.RowError;
import org.junit.jupiter.api.Test;

class RejectTransformTest {

    private final Given given = new Given();

    private Transform.Plan reject(String condition) {
        return new RejectTransform()
                .plan(
                        new RejectTransform.Options(Given.text(3, condition), "amount is missing or negative"),
                        Given.ORDERS,
                        given.planning);
    }

    @Test
    void aRowForWhichTheConditionIsTrueIsRejectedWithTheReason() {
        assertThatThrownBy(() -> ((RowByRow) reject("amount is null or amount < 0"))
                        .processor()
                        .process(Given.order("1", "OPEN", null)))
                .isInstanceOf(RowError.class)
                .hasMessage("amount is missing or negative");
    }

    @Test
    void aRowPassesForWhichItIsNull() throws Exception {
        assertThat(Given.run(reject("amount < 0"), Given.order("1", "OPEN", null)))
                .isEqualTo("id=1 status=OPEN amount=null");
    }

    @Test
    void aConditionWithAProblemStandsAtItsCharacter() {
        reject("status = 'OPEN' and amuont < 0");
        assertThat(given.problems())
                .containsExactly("3:40: the row has no column 'amuont': did you mean 'amount'? (id, status, amount)");
    }
}
