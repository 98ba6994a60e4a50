package example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

@Entity
@Table(schema = "shop", name = "order_lines")
public class Line {

    @Id
    private int id;

    private int quantity;

    private BigDecimal unitPrice;

    @ManyToOne
    private Order order;

    @ManyToOne
    private Product product;

    public int getId() {
        return id;
    }

    public BigDecimal amount() {
        return unitPrice.multiply(BigDecimal.valueOf(quantity));
    }

    public Order getOrder() {
        return order;
    }

    public Product getProduct() {
        return product;
    }
}
