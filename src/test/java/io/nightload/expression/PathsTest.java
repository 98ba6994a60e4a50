package io.nightload.expression;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatExceptionOfType;

import io.nightload.row.Nest;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Orders with a customer and lines, each line with a product, and with notes beside the lines. */
class PathsTest {

    private static final Object[] PRODUCT = {"name", "text", "weight_kg", "numeric"};
    private static final Object[] LINE = {
        "quantity",
        "integer",
        "unit_price",
        "numeric",
        "product",
        PRODUCT,
        "parcels",
        List.of((Object) new Object[] {"kg", "integer"})
    };
    private static final Object[] CUSTOMER = {"name", "text", "Country", "text", "tags", "text[]"};

    private final Nest orders = Nest.of(
            "id",
            "integer",
            "discount",
            "integer",
            "customer",
            CUSTOMER,
            "order_lines",
            List.of((Object) LINE),
            "notes",
            List.of((Object) new Object[] {"text", "text"}));
    private final Schema schema = orders.schema("id", "discount");

    private static final Map<String, Object> ORDER = Map.of(
            "id",
            "7",
            "discount",
            "10",
            "customer",
            Map.of("name", "Ann"),
            "order_lines",
            List.of(
                    Map.of(
                            "quantity",
                            "2",
                            "unit_price",
                            "1.50",
                            "product",
                            Map.of("name", "Nut"),
                            "parcels",
                            List.of(Map.of("kg", "1"), Map.of("kg", "5"))),
                    Map.of("quantity", "3", "unit_price", "0.1", "parcels", List.of(Map.of("kg", "9")))));

    private Expressions compile(String text) {
        return Expressions.compile(List.of(text), schema, Map.of("factor", 2L), Given.ZONE);
    }

    private @Nullable Object value(String text, Map<String, Object> order) {
        Expressions compiled = compile(text);
        assertThat(compiled.problems()).isEmpty();
        Row row = orders.rows(schema, List.of(Map.of("id", "1"), order)).get(1);
        return compiled.expressions().get(0).evaluate(row);
    }

    private String problem(String text) {
        ExpressionProblem problem = compile(text).problems().get(0);
        return problem.offset() + ": " + problem.message();
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            customer.name | Ann
            upper(Customer.NAME) | ANN
            customer.country is null | true
            customer is null | false
            customer is not null and order_lines is not null | true
            notes is null | true
            sum(order_lines.quantity) | 5
            sum(order_lines.quantity * order_lines.unit_price) | 3.30
            sum(order_lines.quantity - discount * :factor) | -35
            count(order_lines) | 2
            count(order_lines.product.name) | 1
            count(order_lines.product) | 1
            count(order_lines.parcels) | 3
            count(notes) | 0
            sum(order_lines.quantity * order_lines.parcels.kg) | 39
            count(order_lines) filter (where order_lines.quantity > 2) | 1
            sum(order_lines.quantity) + count(order_lines) * id | 19
            case when count(order_lines) > 1 then max(order_lines.unit_price) end | 1.50
            string_agg(coalesce(order_lines.product.name, '?'), ', ') | Nut, ?
            """)
    void aPathLeadsToAValue(String expression, String value) {
        assertThat(value(expression, ORDER)).hasToString(value);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', quoteCharacter = '`', textBlock = """
            customer.nmae | 9: 'customer' has no column 'nmae': did you mean 'name'? (name, Country, tags)
            1 + order_lines.quantity | 4: 'order_lines' is a collection
            custmer.name | 0: the row has no column 'custmer': did you mean 'customer'? (id, discount, customer, order_lines, notes)
            id.name | 0: 'id' is integer: no columns lie beneath it
            customer.name.x | 9: 'customer.name' is text: no columns lie beneath it
            upper(customer) | 6: 'customer' is a row of its own: name one of its columns, such as customer.name
            customer | 0: 'customer' is a row of its own: name one of its columns, such as customer.name
            customer."NAME" | 9: 'customer' has no column 'NAME': did you mean 'name'? (name, Country, tags)
            customer.tags = 'a' | 0: 'customer.tags' is of type text[]: it can only be passed on
            sum(order_lines) | 4: 'order_lines' are rows: name one of their columns, such as order_lines.quantity
            sum(order_lines.quantity + notes.text) | 27: 'order_lines' and 'notes' are two collections
            sum(order_lines.product.name) | 0: there is no sum(text): write cast(… as numeric)
            sum(sum(order_lines.quantity)) | 4: sum stands in another aggregate
            max(order_lines.date) | 16: 'date' is a word of SQL here: write "date" in double quotes
            sum(discount) | 0: sum folds many rows, and this is one
            count(*) | 0: count(*) does not say of what
            count(distinct order_lines) | 0: rows are always distinct
            array_agg(order_lines.quantity) | 0: array_agg folds many rows, and an expression sees one
            sum(order_lines.quantity, 1) | 0: sum takes one argument
            """)
    void whatDoesNotLeadToOneIsAProblemAtItsPlace(String expression, String problem) {
        assertThat(problem(expression)).startsWith(problem);
    }

    @Test
    void onlyWhatIsNamedIsAskedFor() {
        compile("customer.name");
        assertThat(orders.askedNames()).containsExactly("customer");
    }

    @Test
    void aPathToOneIsTheColumnItself() {
        Expression expression = compile("customer.name").expressions().get(0);
        assertThat(expression.bare()).map(column -> column.name()).contains("name");
        assertThat(expression.reads()).containsExactly(2);
    }

    @Test
    void anExpressionReadsTheCollectionsThatItWalks() {
        Expression expression =
                compile("sum(order_lines.quantity) + discount").expressions().get(0);
        assertThat(expression.reads()).containsExactlyInAnyOrder(1, 6);
    }

    @Test
    void anErrorInANestedRowCarriesTheValuesOfBothRows() {
        Map<String, Object> order =
                Map.of("discount", "4", "order_lines", List.of(Map.of("quantity", "1"), Map.of("quantity", "0")));
        assertThatExceptionOfType(RowError.class)
                .isThrownBy(() -> value("max(discount / order_lines.quantity)", order))
                .withMessage("division by zero in: max(discount / order_lines.quantity)"
                        + " (discount = 4, order_lines.quantity = 0)");
    }

    @Test
    void aNestedValueThatIsNoneOfItsTypeIsNamedByItsPath() {
        Map<String, Object> order = Map.of("order_lines", List.of(Map.of("quantity", "x")));
        assertThatExceptionOfType(RowError.class)
                .isThrownBy(() -> value("sum(order_lines.quantity)", order))
                .matches(error -> "order_lines.quantity".equals(error.column()));
    }
}
