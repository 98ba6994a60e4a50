package io.nightload.sample;

import java.math.BigDecimal;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.UUID;

/** A small shop as it stands at the end of a day. {@code java.util.Random} promises the same numbers everywhere. */
final class Shop {

    record Customer(
            int id, String name, String email, String country, LocalDate bornOn, boolean newsletter, String since) {}

    record Product(
            int id, UUID publicId, String name, BigDecimal price, BigDecimal weight, boolean active, String json) {}

    record Order(long id, int customerId, LocalDateTime orderedAt, String status, String note) {

        Order with(String newStatus) {
            return new Order(id, customerId, orderedAt, newStatus, note);
        }
    }

    record Line(long id, long orderId, int productId, int quantity, BigDecimal unitPrice) {}

    private static final int CUSTOMERS = 2_400;
    private static final int PRODUCTS = 400;
    private static final int DAYS = 20;
    private static final int ORDERS_A_DAY = 200;

    final List<Customer> customers = new ArrayList<>();
    final List<Product> products = new ArrayList<>();
    final List<Order> orders = new ArrayList<>();
    final List<Line> lines = new ArrayList<>();

    private final Random random = new Random(20261120);
    private final Words words = new Words(random);

    /** The shop with the orders of the days that led to this one. */
    Shop(LocalDate day) {
        for (int id = 1; id <= CUSTOMERS; id++) {
            customers.add(newCustomer(id));
        }
        for (int id = 1; id <= PRODUCTS; id++) {
            products.add(newProduct(id));
        }
        for (int before = DAYS - 1; before >= 0; before--) {
            sell(day.minusDays(before));
        }
    }

    /** One day passes: people register and move, prices change, orders are sent, carts are bought. */
    void passTo(LocalDate day) {
        for (int i = 0; i < customers.size(); i += 37) {
            Customer old = customers.get(i);
            customers.set(
                    i,
                    new Customer(
                            old.id,
                            old.name,
                            words.email(old.name),
                            old.country,
                            old.bornOn,
                            !old.newsletter,
                            old.since));
        }
        for (int i = 0; i < 25; i++) {
            customers.add(newCustomer(customers.size() + 1));
        }
        for (int i = 0; i < products.size(); i += 11) {
            Product old = products.get(i);
            products.set(
                    i,
                    new Product(
                            old.id,
                            old.publicId,
                            old.name,
                            old.price.add(BigDecimal.ONE),
                            old.weight,
                            old.active,
                            old.json));
        }
        products.add(newProduct(products.size() + 1));
        for (int i = 0; i < orders.size(); i++) {
            orders.set(i, moveOn(orders.get(i)));
        }
        sell(day);
    }

    private Order moveOn(Order order) {
        return switch (order.status) {
            case "CART" -> random.nextInt(4) == 0 ? bought(order) : order;
            case "PAID" -> random.nextInt(2) == 0 ? order.with("SENT") : order;
            default -> order;
        };
    }

    private Order bought(Order cart) {
        addLines(cart.id);
        return cart.with("PAID");
    }

    private void sell(LocalDate day) {
        for (int i = 0; i < ORDERS_A_DAY; i++) {
            long id = 500_001L + orders.size();
            LocalDateTime at = day.atTime(7, 0).plusSeconds(i * 280L + random.nextInt(280));
            String status = words.oneOf("SENT", "SENT", "SENT", "PAID", "PAID", "CANCELLED", "CART");
            orders.add(new Order(id, 1 + random.nextInt(CUSTOMERS), at, status, words.note()));
            if (!status.equals("CART")) {
                addLines(id);
            }
        }
    }

    private void addLines(long order) {
        int count = 1 + random.nextInt(4);
        for (int i = 0; i < count; i++) {
            Product product = products.get(random.nextInt(PRODUCTS));
            lines.add(new Line(9_000_001L + lines.size(), order, product.id, 1 + random.nextInt(5), product.price));
        }
    }

    private Customer newCustomer(int id) {
        String name = words.person();
        LocalDate born = LocalDate.of(1945, 1, 1).plusDays(random.nextInt(22_000));
        String since = LocalDateTime.of(2019, 1, 1, 0, 0).plusMinutes(random.nextInt(4_000_000)) + ":00+01:00";
        String email = random.nextInt(20) == 0
                ? " " + words.email(name).toUpperCase(java.util.Locale.ROOT)
                : words.email(name);
        return new Customer(
                id, name, email, words.oneOf("DE", "DE", "AT", "CH", "FR", "DK"), born, random.nextInt(3) == 0, since);
    }

    private Product newProduct(int id) {
        BigDecimal price = BigDecimal.valueOf(95 + random.nextInt(24_000), 2);
        BigDecimal weight = BigDecimal.valueOf(20 + random.nextInt(9_000), 3);
        String json = "{\"colour\": \"%s\", \"packed\": %d}".formatted(words.colour(), 1 + random.nextInt(12));
        UUID publicId = new UUID(random.nextLong(), random.nextLong());
        return new Product(id, publicId, words.product(), price, weight, random.nextInt(10) != 0, json);
    }
}
