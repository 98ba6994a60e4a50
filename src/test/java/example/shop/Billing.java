package example.shop;

import java.math.BigDecimal;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Processors that make invoices of orders. */
public final class Billing {

    private Billing() {}

    /** An item for each line. */
    public static class Biller implements ItemProcessor<Order, Invoice> {
        @Override
        public Invoice process(Order order) {
            Invoice invoice = new Invoice(order);
            order.getLines().forEach(line -> invoice.add(new InvoiceItem(line.getId(), line.amount())));
            return invoice;
        }
    }

    /** One item for all invoices. */
    public static class Hoarder implements ItemProcessor<Order, Invoice> {
        private final InvoiceItem item = new InvoiceItem(7, BigDecimal.ONE);

        @Override
        public Invoice process(Order order) {
            Invoice invoice = new Invoice(order);
            if (order.getId() != 2) {
                invoice.add(item);
            }
            return invoice;
        }
    }

    /** Pays what is new. */
    public static class Cashier implements ItemProcessor<Order, Order> {
        @Override
        public Order process(Order order) {
            if (order.getStatus() == Order.Status.NEW) {
                order.setStatus(Order.Status.PAID);
            }
            return order;
        }
    }
}
