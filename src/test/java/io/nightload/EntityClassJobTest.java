package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import example.shop.Careless;
import example.shop.OrderScorer;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Jobs over a user's annotated classes and beans, out of a jar in {@code lib/}. */
@ExtendWith(TestDatabaseExtension.class)
class EntityClassJobTest {

    /** Its own statements of an upsert's chunk: COPY, the merge, the checkpoint and what prepares them. */
    private static final int OF_THE_TARGET = 4;

    private static final String SCORES = """
            steps:
              - name: scores
                source:
                  entity: { class: example.shop.Order, fetch: { customer: join, lines: select-in } }
                transform:
                  - bean: orderScorer
                target:
                  table: { name: mart.scores, mode: upsert, key: [order_id] }
                chunk: 2
            """;

    private final TestDatabase database;
    private final Project project;

    EntityClassJobTest(TestDatabase database, @TempDir Path folder) {
        this.database = database;
        this.project = new Project(folder);
    }

    @BeforeEach
    void aShop() {
        ShopTables.in(database);
        database.execute(ShopTables.FIVE_ORDERS
                + "CREATE TABLE mart.scores (order_id int PRIMARY KEY, customer text, revenue numeric, status text)");
    }

    @Test
    void aBeanTakesTheObjectsOfAnAnnotatedClass() {
        ShopLibrary.into(project.home(), OrderScorer.class);
        project.job("scores", SCORES);

        Program.Ended ended = project.program(database).run("run", "scores");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(database.query("SELECT * FROM mart.scores ORDER BY order_id"))
                .containsExactly("1|Ada|10.25|PAID", "3|Bo|21.00|PAID", "4||0|NEW", "5|Ada|1.00|PAID");
    }

    @Test
    void theReadmesProcessorRuns() throws IOException {
        ShopLibrary.into(project.home());
        ShopLibrary.compiled(project.home(), "com.acme.OrderScorer", """
                package com.acme;
                import example.shop.*;
                import java.math.BigDecimal;
                import org.springframework.batch.infrastructure.item.ItemProcessor;
                record OrderScore(int orderId, String customer, BigDecimal revenue) {}
                """ + ReadmeTest.block("java", "OrderScorer"));
        project.job(
                "scores", ReadmeTest.block("yaml", "orderScorer").replace("com.acme.Order,", "example.shop.Order,"));

        Program.Ended ended = project.program(database).runHere("run", "scores");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(scores()).containsExactly("1|Ada|10.25|", "3|Bo|21.00|", "5|Ada|1.00|");
    }

    @Test
    void expressionsReadTheObjectsOfAClassAndPlanWhatTheyWalk() {
        Program.Ended ended = run(job("{ class: example.shop.Order, where: \"status = 'PAID' and id < :most\" }", """
                - set: { doubled: 2 * sum(lines.quantity * lines.unit_price) }
                      - select: { order_id: id, customer: customer.name, revenue: doubled, status: "string_agg(lines.product.name, '+')" }
                """));

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(scores()).containsExactly("1|Ada|20.50|pen+ink", "3|Bo|42.00|ink");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '`',
            value = {
                "status = 'PAID' frm id < 3 | where is no condition: 'frm' is not expected here",
                "id < 3 and | where is no condition: it ends too early"
            })
    void aConditionThatIsNoneIsRefusedInAPersonsWords(String where, String refusal) {
        Program.Ended ended = run(job(
                "{ class: example.shop.Order, where: \"" + where + "\" }",
                "- select: { order_id: id, customer: customer.name, revenue: id, status: status }"));

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(2);
        assertThat(ended.err().lines().toList()).anyMatch(line -> line.endsWith(refusal));
        assertThat(ended.err()).doesNotContain("token", "nightload_root");
    }

    @Test
    void aColonWithinTextIsNoParameterOfACondition() {
        Program.Ended ended = run(job(
                "{ class: example.shop.Order, where: \"status <> ':new' and id < :most\" }",
                "- select: { order_id: id, customer: customer.name, revenue: id, status: status }"));

        assertThat(ended.exitCode()).as(ended.all()).isZero();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | 1",
                "{ customer: join } | 1",
                "{ customer: select-in, lines: select-in } | 3",
                "{ customer: join, customer.orders: select-in, lines: select-in, lines.product: join } | 4"
            })
    void aChunkOfTenCostsAsManyStatementsAsOneOfAThousand(String fetch, int reading) {
        database.execute(
                "INSERT INTO shop.orders SELECT i, 1 + i % 2, '2026-11-20', 'NEW' FROM generate_series(6, 2000) i;"
                        + " INSERT INTO shop.order_lines SELECT i, i, 1 + i % 2, 1, 2 FROM generate_series(6, 2000) i");
        String job = job("{ class: example.shop.Order, fetch: " + fetch + " }", "- bean: payer");

        assertThat(mostInAChunk(job, 10)).isEqualTo(mostInAChunk(job, 1000)).isEqualTo(reading + OF_THE_TARGET);
    }

    private int mostInAChunk(String job, int chunk) {
        database.execute("DROP SCHEMA IF EXISTS nightload CASCADE; TRUNCATE mart.scores");
        Program.Ended ended = run(job.replace("chunk: 2", "chunk: " + chunk), "--output", "json");
        assertThat(ended.exitCode()).as(ended.all()).isZero();
        JsonNode step = JsonMapper.shared().readTree(ended.out()).get("steps").get(0);
        return step.get("mostStatementsInAChunk").asInt();
    }

    @Test
    void whatABeanChangesInAnEntityIsInItsColumns() {
        Program.Ended ended = run(job("example.shop.Order", """
                - bean: payer
                      - select: { order_id: id, customer: customer.name, status: status }
                """));

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(scores()).containsExactly("1|Ada||PAID", "2|Bo||PAID", "3|Bo||PAID", "4|||PAID", "5|Ada||PAID");
    }

    @Test
    void aCollectionThatIsNotPlannedFailsTheChunkWithTheLineThatPlansIt() {
        assertRefused(
                "{ class: example.shop.Order, fetch: { customer: join } }",
                "- bean: orderScorer",
                "example.shop.Order.lines is read but not in the fetch plan of the entity source at jobs/scores.yaml:6:7",
                "one by one",
                "add fetch: { customer: join, lines: select-in }");
    }

    @Test
    void aReferenceThatIsNotPlannedFailsTheChunkWithTheLineThatPlansIt() {
        assertRefused(
                "{ class: example.shop.Order, fetch: { lines: select-in } }",
                "- bean: orderScorer",
                "example.shop.Order.customer is read but not in the fetch plan",
                "add fetch: { lines: select-in, customer: join }");
    }

    @Test
    void whatANestedObjectRefersToIsNamedByItsPath() {
        assertRefused(
                "{ class: example.shop.Order, fetch: { lines: select-in } }",
                "- bean: walker",
                "example.shop.Line.product is read but not in the fetch plan",
                "add fetch: { lines: select-in, lines.product: select-in }");
    }

    @Test
    void aBeanThatSwallowsTheRefusalDoesNotHideIt() {
        assertRefused(
                "example.shop.Order",
                "- bean: swallower",
                "example.shop.Order.lines is read but not in the fetch plan");
    }

    @Test
    void anObjectOfAnEarlierChunkIsRefusedByName() {
        assertRefused(
                "example.shop.Order",
                "- bean: keeper",
                "example.shop.Order 1 is stale: it is an object of chunk 1, handed on again in chunk 2");
        assertThat(scores()).containsExactly("1|||PAID", "2|||CANCELLED");
    }

    @Test
    void aCollectionOfADetachedObjectHasItsOwnText() {
        assertRefused(
                "example.shop.Order",
                "- bean: latecomer",
                "example.shop.Order.lines is read of a detached object: the chunk that it was loaded for is over");
    }

    @Test
    void aReferenceToADetachedObjectHasItsOwnText() {
        assertRefused(
                "example.shop.Order", "- bean: acquaintance", "example.shop.Customer#1 is read of a detached object");
    }

    @Test
    void aBeanThatBreaksOffIsNamedWithItsRow() {
        assertRefused(
                "example.shop.Order",
                "- bean: breaker",
                "bean breaker threw java.lang.IllegalArgumentException: no 1 (in example.shop.Careless$Breaker.process(Careless.java:",
                "at example.shop.Order, id = 1, the row '1 PAID'; let it throw a RowError");
    }

    @Test
    void aBeanWithoutEndFailsItsStepAndNotTheProgram() {
        Program.Ended ended = run(job("example.shop.Order", "- bean: digger"));

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.out())
                .contains(
                        "step scores: bean digger threw java.lang.StackOverflowError (in example.shop.Careless$Digger.")
                .contains("at example.shop.Order, id = 1,", "; it calls itself too deeply, or without end");
        assertThat(ended.all()).doesNotContain("\tat ");
    }

    @Test
    void whatNobodyKnowsOfABeanThatIsMissingIsNoProblem() {
        Program.Ended ended = run(job("example.shop.Order", "- bean: missingScore")); // no column is the target's

        assertThat(ended.err()).contains("there is no bean 'missingScore'", "1 problem in jobs/scores.yaml");
    }

    @Test
    void aBeanThatTakesSomethingElseIsAProblemOfTheJob() {
        Program.Ended ended = run(job("example.shop.Order", "- bean: stranger"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("jobs/scores.yaml:8:15: bean stranger takes example.shop.Product, but what reaches it is"
                        + " example.shop.Order");
    }

    @Test
    void aNameThatNoBeanHasIsAProblemOfTheJob() {
        Program.Ended ended = run(job("example.shop.Order", "- bean: orderScorre"));

        assertThat(ended.exitCode()).isEqualTo(2);
        assertThat(ended.err())
                .contains("there is no bean 'orderScorre' that is an ItemProcessor: did you mean 'orderScorer'?");
    }

    private void assertRefused(String source, String transform, String... texts) {
        Program.Ended ended = run(job(source, transform));

        assertThat(ended.exitCode()).as(ended.all()).isEqualTo(1);
        assertThat(ended.all()).contains(texts);
    }

    /** Into mart.scores, of which a bean of orders brings the key and the status. */
    private static String job(String source, String transforms) {
        boolean alone = !source.startsWith("{");
        return """
                parameters:
                  most: { type: int, default: 5 }
                steps:
                  - name: scores
                    source:
                      entity: %s
                    transform:
                      %s
                    target:
                      table: { name: mart.scores, mode: upsert, key: [order_id] }
                    chunk: 2
                """.formatted(
                        alone ? "{ class: " + source + " }" : source,
                        transforms.contains("select") || transforms.contains("Score")
                                ? transforms.strip()
                                : transforms + "\n      - select: { order_id: id, status: status }");
    }

    private Program.Ended run(String job, String... options) {
        ShopLibrary.into(
                project.home(),
                OrderScorer.class,
                Careless.Keeper.class,
                Careless.Latecomer.class,
                Careless.Acquaintance.class,
                Careless.Walker.class,
                Careless.Swallower.class,
                Careless.Payer.class,
                Careless.Stranger.class,
                Careless.Breaker.class,
                Careless.Digger.class);
        return project.job("scores", job)
                .program(database)
                .runHere(Stream.concat(Stream.of("run", "scores"), Stream.of(options))
                        .toArray(String[]::new));
    }

    private List<String> scores() {
        return database.query("SELECT * FROM mart.scores ORDER BY order_id");
    }
}
