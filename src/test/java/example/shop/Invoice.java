package example.shop;

import jakarta.persistence.CascadeType;
import jakarta.persistence.Entity;
import jakarta.persistence.GeneratedValue;
import jakarta.persistence.GenerationType;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.OneToMany;
import jakarta.persistence.SequenceGenerator;
import jakarta.persistence.Table;
import java.util.ArrayList;
import java.util.List;

/** Its key is taken from a sequence; its items live and die with it. */
@Entity
@Table(schema = "shop", name = "invoices")
public class Invoice {

    @Id
    @GeneratedValue(strategy = GenerationType.SEQUENCE, generator = "invoices")
    @SequenceGenerator(name = "invoices", schema = "shop", sequenceName = "invoices_seq", allocationSize = 1000)
    private Long id;

    @ManyToOne
    private Order order;

    @OneToMany(mappedBy = "invoice", cascade = CascadeType.ALL)
    private List<InvoiceItem> items = new ArrayList<>();

    protected Invoice() {}

    public Invoice(Order order) {
        this.order = order;
    }

    public void add(InvoiceItem item) {
        item.of(this);
        items.add(item);
    }

    public Order getOrder() {
        return order;
    }

    public List<InvoiceItem> getItems() {
        return items;
    }
}
