package io.nightload.sample;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.nightload.sample.Shop.Customer;
import io.nightload.sample.Shop.Line;
import io.nightload.sample.Shop.Order;
import io.nightload.sample.Shop.Product;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.LocalDate;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.zip.GZIPOutputStream;

/** Writes {@code data/shop}: the exports of two business dates. */
public final class ShopData {

    static final LocalDate FIRST = LocalDate.of(2026, 11, 20);
    static final LocalDate SECOND = FIRST.plusDays(1);

    private static final DateTimeFormatter GERMAN = DateTimeFormatter.ofPattern("dd.MM.yyyy HH:mm:ss");

    private ShopData() {}

    /** @param args the folder of the sample; {@code data/shop} without one */
    public static void main(String[] args) throws IOException {
        Path folder = Path.of(args.length == 0 ? "data/shop" : args[0]);
        for (Map.Entry<String, byte[]> file : files().entrySet()) {
            Path path = folder.resolve(file.getKey());
            Files.createDirectories(path.getParent());
            Files.write(path, path.toString().endsWith(".gz") ? gzipped(file.getValue()) : file.getValue());
        }
    }

    /** The files by their path, before they are compressed. */
    static Map<String, byte[]> files() {
        Map<String, byte[]> files = new LinkedHashMap<>();
        Shop shop = new Shop(FIRST);
        export(shop, FIRST, files);
        shop.passTo(SECOND);
        export(shop, SECOND, files);
        return files;
    }

    private static void export(Shop shop, LocalDate date, Map<String, byte[]> files) {
        int half = shop.customers.size() / 2;
        boolean mended = date.equals(SECOND);
        files.put(date + "/customers-1.csv", customers(shop.customers.subList(0, half), true, mended));
        files.put(
                date + "/customers-2.csv",
                customers(shop.customers.subList(half, shop.customers.size()), false, mended));
        files.put(date + "/products.csv", products(shop.products));
        files.put(date + "/orders.csv.gz", orders(shop.orders));
        files.put(date + "/order_lines.csv.gz", lines(shop.lines));
    }

    private static byte[] customers(List<Customer> customers, boolean withDirty, boolean mended) {
        Csv csv = new Csv(',', UTF_8);
        csv.record("id", "name", "email", "country", "born_on", "newsletter", "registered_at");
        for (Customer c : customers) {
            csv.record(c.id(), c.name(), c.email(), c.country(), c.bornOn(), c.newsletter(), c.since());
            if (withDirty && c.id() == 700) {
                DirtyRows.customers(csv, mended);
            }
        }
        return csv.bytes();
    }

    private static byte[] products(List<Product> products) {
        Csv csv = new Csv(';', Charset.forName("windows-1252"));
        csv.record("id", "public_id", "name", "list_price", "weight_kg", "active", "attributes");
        for (Product p : products) {
            if (p.id() == 100) {
                csv.record(p.id(), p.publicId(), p.name(), "0,01", comma(p.weight()), "t", "{}");
            }
            csv.record(
                    p.id(),
                    p.publicId(),
                    p.name(),
                    comma(p.price()),
                    comma(p.weight()),
                    p.active() ? "t" : "f",
                    p.json());
            if (p.id() == 200) {
                DirtyRows.products(csv);
            }
        }
        return csv.bytes();
    }

    private static byte[] orders(List<Order> orders) {
        Csv csv = new Csv(',', UTF_8);
        csv.record("id", "customer_id", "ordered_on", "ordered_at", "status", "note");
        for (Order o : orders) {
            csv.record(
                    o.id(),
                    o.customerId(),
                    o.orderedAt().toLocalDate(),
                    GERMAN.format(o.orderedAt()),
                    o.status(),
                    o.note());
            if (o.id() == 501_234) {
                DirtyRows.orders(csv);
            }
        }
        return csv.bytes();
    }

    private static byte[] lines(List<Line> lines) {
        Csv csv = new Csv(',', UTF_8);
        csv.record("id", "order_id", "product_id", "quantity", "unit_price");
        for (Line l : lines) {
            csv.record(l.id(), l.orderId(), l.productId(), l.quantity(), comma(l.unitPrice()));
            if (l.id() == 9_004_321) {
                DirtyRows.lines(csv);
            }
        }
        return csv.bytes();
    }

    private static String comma(java.math.BigDecimal number) {
        return number.toPlainString().replace('.', ',');
    }

    private static byte[] gzipped(byte[] bytes) throws IOException {
        ByteArrayOutputStream out = new ByteArrayOutputStream();
        try (GZIPOutputStream gzip = new GZIPOutputStream(out)) {
            gzip.write(bytes);
        }
        return out.toByteArray();
    }
}
