package example.shop;

import java.math.BigDecimal;

/** What becomes of an order. */
public record OrderScore(int orderId, String customer, BigDecimal revenue, Order.Status status) {}
