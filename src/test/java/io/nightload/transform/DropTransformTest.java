package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Transform;
import java.util.List;
import org.junit.jupiter.api.Test;

class DropTransformTest {

    private final Given given = new Given();

    private Transform.Plan plan(String... names) {
        return new DropTransform()
                .plan(
                        new DropTransform.Options(List.of(names).stream()
                                .map(name -> Given.name(1, name))
                                .toList()),
                        Given.ORDERS,
                        given.planning);
    }

    @Test
    void theOthersStayInTheirOrder() throws Exception {
        assertThat(Given.run(plan("status"), Given.order("1", "OPEN", "10"))).isEqualTo("id=1 amount=10");
    }

    @Test
    void anUnknownColumnIsAProblemWithTheNearest() {
        plan("statsu");
        assertThat(given.problems())
                .containsExactly("1:9: the row has no column 'statsu': did you mean 'status'? (id, status, amount)");
    }

    @Test
    void aRowWithoutColumnsIsAProblem() {
        plan("id", "status", "amount");
        assertThat(given.problems()).containsExactly("5:7: drop leaves no column of the row");
    }
}
