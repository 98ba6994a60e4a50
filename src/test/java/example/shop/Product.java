package example.shop;

import jakarta.persistence.Entity;
import jakarta.persistence.Id;
import jakarta.persistence.Table;

@Entity
@Table(schema = "shop", name = "products")
public class Product {

    @Id
    private int id;

    private String name;

    public String getName() {
        return name;
    }
}
