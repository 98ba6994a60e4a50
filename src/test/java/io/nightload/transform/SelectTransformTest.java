package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Transform;
import io.nightload.row.Column;
import io.nightload.spec.Node;
import io.nightload.spec.Position;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class SelectTransformTest {

    private final Given given = new Given();

    private Transform.Plan plan(Node columns) {
        return new SelectTransform().plan(new SelectTransform.Options(columns), Given.ORDERS, given.planning);
    }

    private static Node names(String... names) {
        List<Node> items = new ArrayList<>();
        for (String name : names) {
            items.add(Given.text(items.size() + 1, name));
        }
        return new Node.Sequence(new Position("jobs/orders.yaml", 1, 1), items);
    }

    private static Node expressions(String... namesAndTexts) {
        List<Node.Entry> entries = new ArrayList<>();
        Given.expressions(namesAndTexts)
                .forEach((name, text) ->
                        entries.add(new Node.Entry(Given.text(name.position().line(), name.value()), text)));
        return new Node.Mapping(new Position("jobs/orders.yaml", 1, 1), entries);
    }

    @Test
    void onlyTheNamedExpressionsRemainInTheirOrder() throws Exception {
        Transform.Plan plan = plan(expressions("total", "amount + 1", "order_id", "id"));
        assertThat(Given.run(plan, Given.order("7", "OPEN", "10"))).isEqualTo("total=11 order_id=7");
    }

    @Test
    void aListOfNamesPassesTheirBytesOn() throws Exception {
        Transform.Plan plan = plan(names("amount", "id"));
        assertThat(plan.schema().columns()).extracting(Column::slot).containsExactly(2, 0);
        assertThat(Given.run(plan, Given.order("7", "OPEN", "10"))).isEqualTo("amount=10 id=7");
    }

    @Test
    void anUnknownNameOfAListIsAProblem() {
        plan(names("id", "amuont"));
        assertThat(given.problems())
                .containsExactly("2:20: the row has no column 'amuont': did you mean 'amount'? (id, status, amount)");
    }

    @Test
    void aNameThatStandsTwiceIsAProblem() {
        plan(names("id", "id"));
        assertThat(given.problems()).contains("1:20: column 'id' stands twice");
    }

    @Test
    void somethingElseThanAListOrAMappingIsAProblem() {
        plan(Given.text(3, "id"));
        assertThat(given.problems())
                .containsExactly("3:20: select takes a list of columns, or a mapping of names to expressions");
    }

    @Test
    void aListInsteadOfAnExpressionIsAProblem() {
        Node list = new Node.Sequence(new Position("jobs/orders.yaml", 4, 15), List.of());
        plan(new Node.Mapping(
                new Position("jobs/orders.yaml", 1, 1), List.of(new Node.Entry(Given.text(4, "a"), list))));
        assertThat(given.problems()).containsExactly("4:15: select takes an expression here, not a list");
    }
}
