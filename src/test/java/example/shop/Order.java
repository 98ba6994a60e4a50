package example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.EnumType;
import jakarta.persistence.Enumerated;
import jakarta.persistence.FetchType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.OrderBy;
import jakarta.persistence.Table;
import java.time.LocalDate;
import java.util.ArrayList;
import java.util.List;

/** Its customer and its lines are mapped as eager, which no step is to care about. */
@Entity
@Table(schema = "shop", name = "orders")
public class Order {

    /** Where an order stands. */
    public enum Status {
        NEW,
        PAID,
        CANCELLED
    }

    @Id
    private int id;

    private LocalDate orderedOn;

    @Enumerated(EnumType.STRING)
    private Status status;

    @ManyToOne
    private Customer customer;

    @OrderBy("id")
    @OneToMany(mappedBy = "order", fetch = FetchType.EAGER)
    private List<Line> lines = new ArrayList<>();

    public int getId() {
        return id;
    }

    public LocalDate getOrderedOn() {
        return orderedOn;
    }

    public Status getStatus() {
        return status;
    }

    public void setStatus(Status status) {
        this.status = status;
    }

    public Customer getCustomer() {
        return customer;
    }

    public List<Line> getLines() {
        return lines;
    }
}
