package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;

import io.nightload.part.Counts;
import io.nightload.part.Located;
import io.nightload.part.Stage;
import io.nightload.part.Transform;
import io.nightload.row.Nest;
import io.nightload.row.Row;
import io.nightload.row.Schema;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Orders with a customer, notes and lines; a line has a product and parcels. */
class UnnestTransformTest {

    private static final Object[] LINE = {
        "quantity",
        "integer",
        "product",
        new Object[] {"name", "text"},
        "parcels",
        List.of((Object) new Object[] {"kg", "integer"})
    };
    private static final Object[] NOTE = {"id", "integer", "ID2", "text"};

    private final Nest orders = Nest.of(
            "id",
            "integer",
            "customer",
            new Object[] {"name", "text"},
            "lines",
            List.of((Object) LINE),
            "notes",
            List.of((Object) NOTE));
    private final Given given = new Given();
    private final Running running = new Running();

    private static final Map<String, Object> ORDER = Map.of(
            "id",
            "7",
            "customer",
            Map.of("name", "Ann"),
            "lines",
            List.of(
                    Map.of(
                            "quantity",
                            "2",
                            "product",
                            Map.of("name", "Nut"),
                            "parcels",
                            List.of(Map.of("kg", "1"), Map.of("kg", "5"))),
                    Map.of("quantity", "3")),
            "notes",
            List.of(Map.of("id", "1"), Map.of("id", "2")));

    private Transform.Plan plan(Schema input, String items, boolean outer, @Nullable String prefix, String... columns) {
        Map<Located<String>, Located<String>> taken = new LinkedHashMap<>();
        for (int i = 0; i < columns.length; i += 2) {
            taken.put(Given.name(2, columns[i]), Given.name(2, columns[i + 1]));
        }
        return new UnnestTransform()
                .plan(
                        new UnnestTransform.Options(
                                Given.text(1, items), Given.name(3, "line_no"), outer, prefix, taken),
                        input,
                        given.planning);
    }

    private List<String> run(List<Transform.Plan> plans, List<Map<String, Object>> rows) throws Exception {
        return running.run(plans, orders.rows(orders.schema("id"), rows));
    }

    @Test
    void aRowComesOutForEachNestedRowInTheirOrder() throws Exception {
        Transform.Plan plan = plan(orders.schema("id"), "lines", false, null, "quantity", "quantity");
        assertThat(run(List.of(plan), List.of(ORDER)))
                .containsExactly("id=7 quantity=2 line_no=1", "id=7 quantity=3 line_no=2");
        assertThat(running.counts.get(Counts.Kind.UNNESTED)).isEqualTo(1);
    }

    @Test
    void aRowWithoutNestedRowsIsFiltered() throws Exception {
        Transform.Plan plan = plan(orders.schema("id"), "lines", false, null, "quantity", "quantity");
        assertThat(run(List.of(plan), List.of(Map.of("id", "8"), Map.of("id", "9", "lines", List.of()))))
                .isEmpty();
        assertThat(running.counts.get(Counts.Kind.FILTERED)).isEqualTo(2);
    }

    @Test
    void outerKeepsARowWithoutNestedRows() throws Exception {
        Transform.Plan plan = plan(orders.schema("id"), "lines", true, null, "quantity", "quantity");
        assertThat(run(List.of(plan), List.of(Map.of("id", "8"), ORDER)))
                .containsExactly(
                        "id=8 quantity=null line_no=null", "id=7 quantity=2 line_no=1", "id=7 quantity=3 line_no=2");
        assertThat(running.counts.snapshot()).containsExactly(Map.entry(Counts.Kind.UNNESTED, 1L));
    }

    @Test
    void whatLiesBeneathAndBeyondBothRowsCanStillBeNamed() throws Exception {
        Transform.Plan unnest = plan(orders.schema("id"), "lines", true, null, "quantity", "quantity");
        Transform.Plan set = new SetTransform()
                .plan(
                        new SetTransform.Options(Given.expressions(
                                "who", "customer.name", "what", "upper(product.name)", "kg", "sum(parcels.kg) + id")),
                        unnest.schema(),
                        given.planning);
        assertThat(given.problems()).isEmpty();
        assertThat(run(List.of(unnest, set), List.of(ORDER, Map.of("id", "8"))))
                .containsExactly(
                        "id=7 quantity=2 line_no=1 who=Ann what=NUT kg=13",
                        "id=7 quantity=3 line_no=2 who=Ann what=null kg=null",
                        "id=8 quantity=null line_no=null who=null what=null kg=null");
    }

    @Test
    void nestedRowsOfNestedRowsCanBeUnnestedNext() throws Exception {
        Transform.Plan first = new UnnestTransform()
                .plan(
                        new UnnestTransform.Options(
                                Given.text(1, "lines"),
                                null,
                                false,
                                null,
                                Map.of(Given.name(2, "quantity"), Given.name(2, "quantity"))),
                        orders.schema("id"),
                        given.planning);
        Transform.Plan second = plan(first.schema(), "parcels", false, null);
        Transform.Plan set = new SetTransform()
                .plan(
                        new SetTransform.Options(Given.expressions("who", "customer.name", "what", "product.name")),
                        second.schema(),
                        given.planning);
        assertThat(given.problems()).isEmpty();
        assertThat(run(List.of(first, second, set), List.of(ORDER)))
                .containsExactly(
                        "id=7 quantity=2 kg=1 line_no=1 who=Ann what=Nut",
                        "id=7 quantity=2 kg=5 line_no=2 who=Ann what=Nut");
        assertThat(running.counts.snapshot())
                .containsOnly(Map.entry(Counts.Kind.UNNESTED, 2L), Map.entry(Counts.Kind.FILTERED, 1L));
    }

    @Test
    void collectionsBesideTheOneThatIsUnnestedAreKept() throws Exception {
        Transform.Plan unnest =
                plan(orders.schema("id", "lines", "notes"), "lines", false, null, "quantity", "quantity");
        Transform.Plan set = new SetTransform()
                .plan(
                        new SetTransform.Options(Given.expressions("notes", "count(notes)")),
                        unnest.schema(),
                        given.planning);
        assertThat(running.run(
                        List.of(unnest, set), orders.rows(orders.schema("id", "lines", "notes"), List.of(ORDER))))
                .containsExactly("id=7 notes=2 quantity=2 line_no=1", "id=7 notes=2 quantity=3 line_no=2");
    }

    @Test
    void theCollectionIsWalkedAndNeverHeld() throws Exception {
        Schema input = orders.schema("id");
        Transform.Plan unnest = plan(input, "lines", false, null, "quantity", "quantity");
        List<Row> two = orders.rows(input, List.of(ORDER));
        Row line =
                two.get(0).rows(orders.column("lines").orElseThrow()).iterator().next();
        int[] handed = {0};
        Iterable<Row> endless = () -> {
            Iterator<Integer> numbers = IntStream.range(0, 100_000).iterator();
            return new Iterator<>() {
                @Override
                public boolean hasNext() {
                    return numbers.hasNext();
                }

                @Override
                public Row next() {
                    assertThat(numbers.next()).isEqualTo(handed[0]);
                    return line;
                }
            };
        };
        Schema computed = new Schema(List.of(new io.nightload.row.Column(
                "lines", orders.column("lines").orElseThrow().type(), io.nightload.row.TextFormat.STANDARD, ~0)));
        Transform.Plan streaming = plan(computed, "lines", false, null, "quantity", "quantity");
        Stage stage = streaming.stage(running.runtime());
        stage.row(two.get(0).with(computed, new Object[] {endless}), row -> handed[0]++);
        assertThat(handed[0]).isEqualTo(100_000);
        assertThat(running.counts.get(Counts.Kind.UNNESTED)).isEqualTo(99_999);
        assertThat(unnest.reads()).isNotEmpty();
    }

    @Test
    void theStepReadsTheCollectionAndWhatItCarries() {
        Transform.Plan plan = plan(orders.schema("id"), "lines", false, null, "quantity", "quantity");
        assertThat(plan.reads())
                .containsExactlyInAnyOrder(
                        orders.column("id").orElseThrow().slot(),
                        orders.column("lines").orElseThrow().slot());
    }

    @Test
    void aNameOfBothRowsIsAProblemThatAPrefixMends() {
        plan(orders.schema("id"), "notes", false, null);
        assertThat(given.problems())
                .containsExactly("1:20: the row has a column 'id' already, and unnest of notes brings 'id': set prefix:"
                        + " notes_, or name the columns, as in columns: { id_2: id }");
        Transform.Plan prefixed = plan(orders.schema("id"), "notes", false, "notes_");
        assertThat(given.problems()).hasSize(1);
        assertThat(prefixed.schema().names()).containsExactly("id", "notes_id", "notes_ID2", "line_no");
    }

    @Test
    void somethingElseThanNestedRowsIsAProblem() {
        plan(orders.schema("id"), "id", false, null);
        plan(orders.schema("id"), "liens", false, null);
        plan(orders.schema("id"), "lines", false, null, "n", "quantiti");
        assertThat(given.problems())
                .containsExactly(
                        "1:20: unnest takes nested rows, and id is integer",
                        "1:20: the row has no column 'liens': did you mean 'lines'? (id, customer, lines, notes)",
                        "2:9: 'lines' has no column 'quantiti': did you mean 'quantity'? (quantity, product, parcels)");
    }
}
