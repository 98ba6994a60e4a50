package example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.ManyToOne;
import jakarta.persistence.Table;
import java.math.BigDecimal;

/** Its key is that of the line it is made of. */
@Entity
@Table(schema = "shop", name = "invoice_items")
public class InvoiceItem {

    @Id
    private int id;

    private BigDecimal amount;

    @ManyToOne
    private Invoice invoice;

    protected InvoiceItem() {}

    public InvoiceItem(int id, BigDecimal amount) {
        this.id = id;
        this.amount = amount;
    }

    void of(Invoice newInvoice) {
        this.invoice = newInvoice;
    }

    public BigDecimal getAmount() {
        return amount;
    }

    public Invoice getInvoice() {
        return invoice;
    }
}
