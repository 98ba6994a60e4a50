package io.nightload;

import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * What must have become of the rows that the sample makes of its tables, worked out in SQL from those tables, from the new
 * ones, and from the new ones as they were before the night.
 */
record MartAccount(TestDatabase target) {

    private static final List<String> TABLES =
            List.of("mart.mailing_list", "mart.order_facts", "mart.daily_revenue", "archive.orders");

    /** As if no night had been before. */
    MartAccount begin() {
        target.execute("CREATE SCHEMA before");
        TABLES.forEach(
                table -> target.execute("CREATE TABLE " + before(table) + " AS TABLE " + table + " WITH NO DATA"));
        return this;
    }

    /** The night is over. */
    void remember() {
        TABLES.forEach(table -> target.execute(
                "TRUNCATE " + before(table) + "; INSERT INTO " + before(table) + " SELECT * FROM " + table));
    }

    Map<String, Map<String, Long>> counts(String date) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        String ofTheDay = "shop.orders WHERE ordered_on = '" + date + "'";
        counts.put("mailing-list", merged("shop.customers WHERE newsletter", "mart.mailing_list", "customer_id"));
        counts.put("order-facts", slice(ofTheDay, "mart.order_facts", date));
        counts.get("order-facts").put("filtered", count(ofTheDay + " AND status = 'CANCELLED'"));
        counts.put(
                "daily-revenue",
                slice(
                        "(SELECT DISTINCT c.country FROM shop.orders o JOIN shop.customers c ON c.id = o.customer_id"
                                + " WHERE o.ordered_on = '" + date + "' AND o.status <> 'CANCELLED') r",
                        "mart.daily_revenue",
                        date));
        counts.put("archive", merged(ofTheDay, "archive.orders", "id"));
        counts.get("archive").remove("unchanged"); // rows of other days are not read
        counts.values().forEach(step -> step.values().removeIf(count -> count == 0));
        return counts;
    }

    private Map<String, Long> merged(String read, String table, String key) {
        String both = table + " now JOIN " + before(table) + " old USING (" + key + ") WHERE now IS ";
        Map<String, Long> counts = new TreeMap<>();
        counts.put("read", count(read));
        counts.put(
                "inserted", count(table + " WHERE " + key + " NOT IN (SELECT " + key + " FROM " + before(table) + ")"));
        counts.put(
                "removed", count(before(table) + " WHERE " + key + " NOT IN (SELECT " + key + " FROM " + table + ")"));
        counts.put("updated", count(both + "DISTINCT FROM old"));
        counts.put("unchanged", count(both + "NOT DISTINCT FROM old"));
        return counts;
    }

    private Map<String, Long> slice(String read, String table, String date) {
        String day = " WHERE business_date = '" + date + "'";
        Map<String, Long> counts = new TreeMap<>();
        counts.put("read", count(read));
        counts.put("inserted", count(table + day));
        counts.put("removed", count(before(table) + day));
        return counts;
    }

    private long count(String from) {
        return target.count("SELECT count(*) FROM " + from);
    }

    private static String before(String table) {
        return "before." + table.replace('.', '_');
    }
}
