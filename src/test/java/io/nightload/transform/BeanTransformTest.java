package io.nightload.transform;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.nightload.part.Counts;
import io.nightload.part.Transform;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import java.math.BigDecimal;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.springframework.batch.infrastructure.item.ItemProcessor;
import org.springframework.context.annotation.AnnotationConfigApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Lazy;
import org.springframework.context.annotation.Scope;

class BeanTransformTest {

    private final Given given = new Given();
    private final Running running = new Running();
    private final AnnotationConfigApplicationContext beans = new AnnotationConfigApplicationContext(Beans.class);

    record Score(long orderId, BigDecimal points) {}

    record Bag(List<String> things) {}

    record Thing(int id) {}

    private static Object value(Map<String, Object> columns, String name) {
        return Objects.requireNonNull(columns.get(name));
    }

    /** As a user's configuration has them. */
    static class Beans {

        @Bean
        Doubler doubler() {
            return new Doubler();
        }

        @Bean
        ItemProcessor<Row, Row> paidOnly() {
            return row -> "PAID".equals(row.value(1)) ? row : null;
        }

        @Bean
        ItemProcessor<Map<String, Object>, Score> scorer() {
            return columns -> new Score((int) value(columns, "id"), (BigDecimal) value(columns, "amount"));
        }

        @Bean
        ItemProcessor<Map<String, Object>, Map<String, Object>> inventor() {
            return columns -> Map.of("amuont", 1);
        }

        @Bean
        ItemProcessor<Row, Row> refuser() {
            return row -> {
                throw new RowError("never liked it", null, "status");
            };
        }

        @Bean
        @Lazy
        ItemProcessor<Row, Row> unmade() {
            throw new IllegalStateException("no score table");
        }

        @Bean
        ItemProcessor<Row, Bag> bagger() {
            return row -> new Bag(List.of());
        }

        @Bean
        ItemProcessor<Thing, Thing> stranger() {
            return thing -> thing;
        }

        @Bean
        @SuppressWarnings("rawtypes") // a user may leave them out
        ItemProcessor untyped() {
            return item -> item;
        }

        @Bean
        @Scope("prototype")
        Counter counter() {
            return new Counter();
        }
    }

    /** Doubles the amount. */
    static class Doubler implements ItemProcessor<Map<String, Object>, Map<String, Object>> {
        @Override
        public Map<String, Object> process(Map<String, Object> columns) {
            return Map.of(
                    "id", value(columns, "id"), "amount", ((BigDecimal) value(columns, "amount")).add(BigDecimal.ONE));
        }
    }

    /** Lets three rows through. */
    static class Counter implements ItemProcessor<Row, Row> {
        private int rows;

        @Override
        public @Nullable Row process(Row row) {
            return ++rows > 3 ? null : row;
        }
    }

    @AfterEach
    void closeTheContext() {
        beans.close();
    }

    private Transform.Plan bean(String name) {
        return new BeanTransform(beans.getBeanFactory())
                .plan(new BeanTransform.Options(Given.name(3, name)), Given.ORDERS, given.planning);
    }

    private List<String> run(String name) throws Exception {
        return running.run(List.of(bean(name)), List.of(Given.order("1", "PAID", "10"), Given.order("2", "NEW", "20")));
    }

    @Test
    void aMapOfTheColumnsComesBackWithOtherValues() throws Exception {
        assertThat(run("doubler")).containsExactly("id=1 status=null amount=11", "id=2 status=null amount=21");
    }

    @Test
    void aBeanGoesByItsClassToo() throws Exception {
        assertThat(run("io.nightload.transform.BeanTransformTest$Doubler")).hasSize(2);
    }

    @Test
    void aRowForWhichItGivesNullIsFiltered() throws Exception {
        assertThat(run("paidOnly")).containsExactly("id=1 status=PAID amount=10");
        assertThat(running.counts.get(Counts.Kind.FILTERED)).isEqualTo(1);
    }

    @Test
    void thePropertiesOfARecordAreTheColumns() throws Exception {
        assertThat(run("scorer")).containsExactly("order_id=1 points=10", "order_id=2 points=20");
    }

    @Test
    void aRowErrorRejectsItsRow() throws Exception {
        assertThat(run("refuser")).isEmpty();
        assertThat(running.rejected).containsExactly("never liked it", "never liked it");
    }

    @Test
    void aColumnThatARowDoesNotHaveFailsTheChunk() {
        assertThatThrownBy(() -> run("inventor"))
                .hasMessageContaining(
                        "bean inventor gives a value for 'amuont', but the row has no such column: did you"
                                + " mean 'amount'?");
    }

    @Test
    void aPrototypeIsMadeForEachStep() throws Exception {
        Transform.Plan plan = bean("counter");
        List<Row> rows = List.of(Given.order("1", "PAID", "10"), Given.order("2", "NEW", "20"));

        assertThat(running.run(List.of(plan), rows)).hasSize(2);
        assertThat(running.run(List.of(plan), rows)).hasSize(2);
    }

    @Test
    void whatABeanLooksAtIsReadAndNobodyKnowsWhatThatIs() {
        assertThat(bean("doubler").reads()).containsExactlyInAnyOrder(0, 1, 2);
    }

    @Test
    void anObjectThatNoSourceGivesIsAProblem() {
        bean("stranger");
        assertThat(given.problems())
                .containsExactly("3:9: bean stranger takes " + Thing.class.getName()
                        + ", but rows without objects reach it: it may take a io.nightload.row.Row or a Map, or the"
                        + " entity of a source with entity: { class: " + Thing.class.getName() + " }");
    }

    @Test
    void aPropertyThatNoColumnTakesIsAProblem() {
        bean("bagger");
        assertThat(given.problems())
                .containsExactly(
                        "3:9: bean bagger gives " + Bag.class.getName() + ", of which no column takes things (List)");
    }

    @Test
    void aBeanThatDoesNotSayItsTypesIsAProblem() {
        bean("untyped");
        assertThat(given.problems())
                .containsExactly(
                        "3:9: bean untyped does not say what it takes and gives: let its class, or the method that"
                                + " makes it, name both, as in ItemProcessor<Order, OrderScore>");
    }

    @Test
    void aBeanThatCannotBeMadeIsAProblemBeforeAnythingRuns() {
        bean("unmade");
        assertThat(given.problems())
                .containsExactly(
                        "3:9: bean 'unmade' cannot be made: no score table; its class needs a public constructor"
                                + " whose parameters are beans, or none");
    }

    @Test
    void aNameThatNoneHasIsAProblemWithTheNearest() {
        bean("dubler");
        assertThat(given.problems())
                .singleElement()
                .asString()
                .startsWith("3:9: there is no bean 'dubler' that is an ItemProcessor: did you mean 'doubler'?");
    }
}
