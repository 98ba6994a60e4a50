package example.shop;

import java.math.BigDecimal;
import org.springframework.batch.infrastructure.item.ItemProcessor;

/** Reads the customer and the lines of an order; leaves out what was cancelled. */
public class OrderScorer implements ItemProcessor<Order, OrderScore> {

    @Override
    public OrderScore process(Order order) {
        if (order.getStatus() == Order.Status.CANCELLED) {
            return null;
        }
        BigDecimal revenue = order.getLines().stream().map(Line::amount).reduce(BigDecimal.ZERO, BigDecimal::add);
        String customer =
                order.getCustomer() == null ? null : order.getCustomer().getName();
        return new OrderScore(order.getId(), customer, revenue, order.getStatus());
    }
}
