package io.nightload;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.MethodOrderer;
import org.junit.jupiter.api.Order;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestMethodOrder;
import org.junit.jupiter.api.extension.ExtendWith;

/** The sample that ships, through the real program, one night after the other. */
@ExtendWith(TestDatabaseExtension.class)
@TestMethodOrder(MethodOrderer.OrderAnnotation.class)
class SampleTest {

    private static final Path HOME = Path.of("").toAbsolutePath();

    private static final int DIRTY_ROWS = 17;

    private static TestDatabase target;
    private static Program program;
    private static Program.Ended firstNight;

    @BeforeAll
    static void loadsTheFirstNight(TestDatabase database) {
        target = database;
        program = Program.at(HOME).loadingInto(target);
        firstNight = program.run("run", "nightly-shop", "date=2026-11-20");
    }

    @Test
    @Order(1)
    void theFirstNightLoads() {
        assertThat(firstNight.exitCode()).as(firstNight.all()).isZero();
        assertThat(firstNight.all()).doesNotContain("WARN").doesNotContain("ERROR");
        assertThat(firstNight.all().lines()).hasSizeLessThanOrEqualTo(25);
        assertThat(firstNight.all()).contains("shop.customers", "shop.order_lines", DIRTY_ROWS + " rejected");
    }

    @Test
    @Order(2)
    void everyRowOfTheFirstNightIsAccountedFor() {
        Map<String, Map<String, Long>> expected = new ShopAccount(HOME, target).firstNight("2026-11-20");
        expected.putAll(new MartAccount(target).begin().counts("2026-11-20"));
        assertThat(counts("2026-11-20")).isEqualTo(expected);
    }

    @Test
    @Order(3)
    void theDirtyRowsAreKeptWithTheirReason() {
        assertThat(target.query("""
                        SELECT step, substring(file FROM '[^/]+$'), (regexp_match(raw, '^[59]\\d+'))[1], column_name
                        FROM nightload.reject ORDER BY file COLLATE "C", line
                        """))
                .containsExactly(
                        "customers|customers-1.csv|9001|",
                        "customers|customers-1.csv|9002|",
                        "customers|customers-1.csv|9003|born_on",
                        "customers|customers-1.csv|9004|name",
                        "customers|customers-1.csv|9005|",
                        "customers|customers-1.csv|9006|name",
                        "customers|customers-1.csv|9007|",
                        "order-lines|order_lines.csv.gz|9900001|quantity",
                        "order-lines|order_lines.csv.gz|9900002|amount",
                        "order-lines|order_lines.csv.gz|9900003|quantity",
                        "orders|orders.csv.gz|590001|status",
                        "orders|orders.csv.gz|590002|ordered_at",
                        "products|products.csv|901|price",
                        "products|products.csv|902|price",
                        "products|products.csv|903|public_id",
                        "products|products.csv|904|attributes",
                        "products|products.csv|905|active");
        assertThat(target.count("SELECT count(*) FROM nightload.reject WHERE coalesce(reason, '') = '' OR line < 2"))
                .isZero();
    }

    @Test
    @Order(4)
    void theCommandThatIsPrintedListsTheRejects() {
        Matcher command = Pattern.compile("nightload rejects (\\d+)").matcher(firstNight.out());
        assertThat(command.find()).as(firstNight.out()).isTrue();

        Program.Ended listed = program.runHere("rejects", command.group(1), "--output", "csv");

        assertThat(listed.exitCode()).as(listed.all()).isZero();
        assertThat(listed.out().lines().filter(line -> line.contains(".csv"))).hasSize(DIRTY_ROWS);
    }

    @Test
    @Order(5)
    void theSameNightAgainIsComplete() {
        List<String> before = content();

        Program.Ended ended = program.runHere("run", "nightly-shop", "date=2026-11-20");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        assertThat(ended.out()).contains("complete");
        assertThat(content()).isEqualTo(before);
    }

    @Test
    @Order(6)
    void theSecondNightChangesWhatChanged() {
        MartAccount mart = new MartAccount(target);
        mart.remember();

        Program.Ended ended = program.runHere("run", "nightly-shop", "date=2026-11-21");

        assertThat(ended.exitCode()).as(ended.all()).isZero();
        Map<String, Map<String, Long>> expected = new ShopAccount(HOME, target).nextNight("2026-11-20", "2026-11-21");
        expected.putAll(mart.counts("2026-11-21"));
        assertThat(counts("2026-11-21")).isEqualTo(expected);
    }

    @Test
    @Order(7)
    void valuesArriveAsTheyWereMeant() {
        assertThat(target.query(
                        "SELECT name, price, weight_kg, attributes ->> 'colour' FROM shop.products WHERE id = 1"))
                .containsExactly("Kissen Orléans 59|15.21|6.871|grün");
        assertThat(target.query("SELECT ordered_at = '2026-11-01 06:06:28+00' FROM shop.orders WHERE id = 500002"))
                .containsExactly("t");
        assertThat(target.count("SELECT count(*) FROM shop.customers WHERE email <> lower(btrim(email))"))
                .isZero();
        assertThat(target.count("SELECT count(*) FROM shop.order_lines WHERE amount <> quantity * unit_price"))
                .isZero();
    }

    @Test
    @Order(8)
    void factsAndArchiveAreWhatTheTablesSay() {
        assertThat(target.query("SELECT order_id, customer, items, revenue FROM mart.order_facts EXCEPT"
                        + " SELECT l.order_id, min(c.name), sum(l.quantity), sum(l.quantity * l.unit_price)"
                        + " FROM shop.order_lines l JOIN shop.orders o ON o.id = l.order_id"
                        + " JOIN shop.customers c ON c.id = o.customer_id GROUP BY l.order_id"))
                .isEmpty();
        assertThat(
                        target.query(
                                "SELECT business_date FROM mart.daily_revenue GROUP BY 1 HAVING sum(revenue) <> (SELECT"
                                        + " sum(f.revenue) FROM mart.order_facts f WHERE f.business_date = daily_revenue.business_date)"))
                .isEmpty();
        assertThat(target.query("SELECT id, order_id, product_id, quantity, amount FROM archive.order_lines EXCEPT"
                        + " SELECT id, order_id, product_id, quantity, amount FROM shop.order_lines"))
                .isEmpty();
        assertThat(target.count("SELECT count(*) FROM archive.order_lines"))
                .isEqualTo(
                        target.count("SELECT count(*) FROM shop.order_lines JOIN archive.orders o ON o.id = order_id"));
    }

    @Test
    @Order(9)
    void aGraphIsWrittenInBatches() {
        String most =
                "SELECT max((report ->> 'mostStatementsInAChunk')::int) FROM nightload.report WHERE step = 'archive'";
        assertThat(target.count(most)).isLessThanOrEqualTo(20);
    }

    private static Map<String, Map<String, Long>> counts(String date) {
        return new ShopAccount(HOME, target).committed(date);
    }

    private static List<String> content() {
        return List.of("customers", "products", "orders", "order_lines").stream()
                .map(table ->
                        target.queryOne("SELECT md5(string_agg(t::text, '|' ORDER BY id)) FROM shop." + table + " t"))
                .toList();
    }
}
