package io.nightload.bench;

import java.io.ByteArrayInputStream;
import java.math.BigDecimal;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.postgresql.PGConnection;
import org.postgresql.copy.CopyManager;

/**
 * What a good hand would write: a cursor over orders and customers, one {@code = ANY(?)} for the lines of each chunk, COPY
 * and a commit per chunk.
 */
final class GraphJdbc {

    private static final class Fact {
        private final long order;
        private final String customer;
        private BigDecimal items = BigDecimal.ZERO;
        private BigDecimal revenue = BigDecimal.ZERO;

        Fact(long order, String customer) {
            this.order = order;
            this.customer = customer;
        }
    }

    private final Connection reading;
    private final PreparedStatement lines;
    private final Connection writing;
    private final CopyManager copy;
    private int statements;

    private GraphJdbc(Connection reading, PreparedStatement lines, Connection writing) throws Exception {
        this.reading = reading;
        this.lines = lines;
        this.writing = writing;
        this.copy = writing.unwrap(PGConnection.class).getCopyAPI();
    }

    /**
     * Runs it.
     *
     * @param a URL, user name, password, the highest order, the rows of a chunk
     */
    public static void main(String[] a) throws Exception {
        try (Connection reading = DriverManager.getConnection(a[0], a[1], a[2]);
                Connection writing = DriverManager.getConnection(a[0], a[1], a[2])) {
            reading.setAutoCommit(false);
            writing.setAutoCommit(false);
            try (PreparedStatement lines = reading.prepareStatement(
                    "SELECT order_id, quantity, price FROM graph.line WHERE order_id = ANY (?)")) {
                GraphJdbc jdbc = new GraphJdbc(reading, lines, writing);
                jdbc.run(Long.parseLong(a[3]), Integer.parseInt(a[4]));
                System.out.println("statements " + jdbc.statements + " reading");
            }
        }
    }

    private void run(long max, int chunk) throws Exception {
        try (PreparedStatement orders = reading.prepareStatement("SELECT o.id, c.name FROM graph.orders o"
                + " JOIN graph.customer c ON c.id = o.customer_id WHERE o.id <= ? ORDER BY o.id")) {
            orders.setLong(1, max);
            orders.setFetchSize(chunk);
            statements++;
            Map<Long, Fact> facts = new HashMap<>();
            List<Fact> order = new ArrayList<>();
            try (ResultSet rows = orders.executeQuery()) {
                while (rows.next()) {
                    Fact fact = new Fact(rows.getLong(1), rows.getString(2));
                    facts.put(fact.order, fact);
                    order.add(fact);
                    if (order.size() == chunk) {
                        flush(facts, order);
                    }
                }
            }
            flush(facts, order);
        }
    }

    private void flush(Map<Long, Fact> facts, List<Fact> order) throws Exception {
        lines.setArray(1, reading.createArrayOf("bigint", facts.keySet().toArray()));
        statements++;
        try (ResultSet rows = lines.executeQuery()) {
            while (rows.next()) {
                Fact fact = Objects.requireNonNull(facts.get(rows.getLong(1)));
                BigDecimal quantity = rows.getBigDecimal(2);
                fact.items = fact.items.add(quantity);
                fact.revenue = fact.revenue.add(quantity.multiply(rows.getBigDecimal(3)));
            }
        }
        StringBuilder text = new StringBuilder();
        for (Fact fact : order) {
            text.append(fact.order).append('\t').append(fact.customer).append('\t');
            text.append(fact.items).append('\t').append(fact.revenue).append('\n');
        }
        copy.copyIn(
                "COPY graph.order_facts FROM STDIN",
                new ByteArrayInputStream(text.toString().getBytes(StandardCharsets.UTF_8)));
        writing.commit();
        facts.clear();
        order.clear();
    }
}
