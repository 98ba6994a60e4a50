package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Transform;
import org.junit.jupiter.api.Test;

class KeepTransformTest {

    private final Given given = new Given();

    private Transform.Plan keep(String condition) {
        return new KeepTransform()
                .plan(new KeepTransform.Options(Given.text(3, condition)), Given.ORDERS, given.planning);
    }

    @Test
    void aRowPassesForWhichTheConditionIsTrue() throws Exception {
        assertThat(Given.run(keep("status <> 'CANCELLED'"), Given.order("1", "OPEN", "10")))
                .isEqualTo("id=1 status=OPEN amount=10");
    }

    @Test
    void aRowIsFilteredForWhichItIsFalse() throws Exception {
        assertThat(Given.run(keep("status <> 'CANCELLED'"), Given.order("1", "CANCELLED", "10")))
                .isNull();
    }

    @Test
    void aRowIsFilteredForWhichItIsNull() throws Exception {
        assertThat(Given.run(keep("status <> 'CANCELLED'"), Given.order("1", null, "10")))
                .isNull();
    }

    @Test
    void aConditionThatIsNoTruthValueIsAProblem() {
        keep("amount + 1");
        assertThat(given.problems()).containsExactly("3:20: the condition must be true or false, this is numeric");
    }
}
