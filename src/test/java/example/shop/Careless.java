package example.shop;

import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Processors that use entities otherwise than they should. */
public final class Careless {

    private Careless() {}

    /** Hands the first order on in the place of each later one. */
    public static class Keeper implements ItemProcessor<Order, Order> {
        private Order first;

        @Override
        public Order process(Order order) {
            first = first == null ? order : first;
            return order.getId() < 3 ? order : first;
        }
    }

    /** Reads the lines of an order that was kept from an earlier chunk. */
    public static class Latecomer implements ItemProcessor<Order, Order> {
        private final List<Order> kept = new ArrayList<>();

        @Override
        public Order process(Order order) {
            kept.add(order);
            return order.getId() < 3 || kept.get(0).getLines().isEmpty() ? order : null;
        }
    }

    /** Reads the name of a customer that was kept from an earlier chunk. */
    public static class Acquaintance implements ItemProcessor<Order, Order> {
        private Customer kept;

        @Override
        public Order process(Order order) {
            kept = kept == null ? order.getCustomer() : kept;
            return order.getId() < 3 || kept.getName() != null ? order : null;
        }
    }

    /** Walks from the lines to their products. */
    public static class Walker implements ItemProcessor<Order, Order> {
        @Override
        public Order process(Order order) {
            order.getLines().forEach(line -> line.getProduct().getName());
            return order;
        }
    }

    /** Takes what it cannot read for nothing. */
    public static class Swallower implements ItemProcessor<Order, Order> {
        @Override
        public Order process(Order order) {
            try {
                return order.getLines().isEmpty() ? null : order;
            } catch (RuntimeException e) {
                return order;
            }
        }
    }

    /** Gives each order another status. */
    public static class Payer implements ItemProcessor<Order, Order> {
        @Override
        public Order process(Order order) {
            order.setStatus(Order.Status.PAID);
            return order;
        }
    }

    /** Takes what no source gives. */
    public static class Stranger implements ItemProcessor<Product, Product> {
        @Override
        public Product process(Product product) {
            return product;
        }
    }

    /** Breaks off. */
    public static class Breaker implements ItemProcessor<Order, Order> {
        @Override
        public Order process(Order order) {
            throw new IllegalArgumentException("no " + order.getId());
        }
    }

    /** Calls itself without end. */
    public static class Digger implements ItemProcessor<Order, Order> {
        @Override
        @SuppressWarnings("InfiniteRecursion")
        public Order process(Order order) {
            return process(order);
        }
    }

    /** Makes an item, another one of its key, and hands the first one on again. */
    public static class Repeater implements ItemProcessor<Order, InvoiceItem> {
        private final InvoiceItem first = new InvoiceItem(7, BigDecimal.ONE);

        @Override
        public InvoiceItem process(Order order) {
            return order.getId() == 2 ? new InvoiceItem(7, BigDecimal.TEN) : first;
        }
    }
}
