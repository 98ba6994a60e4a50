package io.nightload;

import de.siegmar.fastcsv.reader.CsvReader;
import de.siegmar.fastcsv.reader.CsvRecord;
import de.siegmar.fastcsv.reader.FieldMismatchStrategy;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.io.UncheckedIOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.nio.file.DirectoryStream;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.stream.Collectors;
import java.util.zip.GZIPInputStream;

/**
 * What must have become of each row of the sample, worked out from its files and from the rejects alone, with another CSV
 * reader and none of the program's own code; and what the program says.
 */
record ShopAccount(Path home, TestDatabase target) {

    /** One step of the job, told again. */
    private enum Step {
        CUSTOMERS("customers", "customers*.csv", ',', StandardCharsets.UTF_8),
        PRODUCTS("products", "products.csv", ';', Charset.forName("windows-1252")),
        ORDERS("orders", "orders.csv.gz", ',', StandardCharsets.UTF_8),
        ORDER_LINES("order-lines", "order_lines.csv.gz", ',', StandardCharsets.UTF_8);

        final String label;
        final String glob;
        final char delimiter;
        final Charset charset;

        Step(String label, String glob, char delimiter, Charset charset) {
            this.label = label;
            this.glob = glob;
            this.delimiter = delimiter;
            this.charset = charset;
        }

        boolean filters(List<String> row) {
            return this == ORDERS && row.get(4).equals("CART");
        }

        String table() {
            return "shop." + label.replace('-', '_');
        }
    }

    /** The counts of a night into empty tables. */
    Map<String, Map<String, Long>> firstNight(String date) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (Step step : Step.values()) {
            counts.put(step.label, account(step, date, Map.of()));
        }
        return counts;
    }

    /** The counts of a night after another one. */
    Map<String, Map<String, Long>> nextNight(String before, String date) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        for (Step step : Step.values()) {
            counts.put(step.label, account(step, date, loaded(step, before)));
        }
        return counts;
    }

    /** The counts that the program committed with the rows. */
    Map<String, Map<String, Long>> committed(String date) {
        Map<String, Map<String, Long>> counts = new TreeMap<>();
        target.query(
                        "SELECT step, lower(key), value FROM nightload.checkpoint, jsonb_each_text(counts) WHERE identity = 'date="
                                + date + "'")
                .forEach(line -> {
                    String[] words = line.split("\\|", -1);
                    counts.computeIfAbsent(words[0], step -> new TreeMap<>()).put(words[1], Long.valueOf(words[2]));
                });
        return counts;
    }

    private Map<String, Long> account(Step step, String date, Map<String, List<String>> before) {
        List<List<String>> rows = rows(step, date);
        Map<String, List<String>> loaded = loaded(step, date);
        long rejected = rejectedIds(step, date).size();
        long filtered = rows.stream().filter(step::filters).count();
        Set<String> inserted = new HashSet<>(loaded.keySet());
        inserted.removeAll(before.keySet());
        long unchanged = loaded.entrySet().stream()
                .filter(row -> row.getValue().equals(before.get(row.getKey())))
                .count();

        Map<String, Long> counts = new TreeMap<>();
        counts.put("read", (long) rows.size());
        counts.put("rejected", rejected);
        counts.put("filtered", filtered);
        counts.put("inserted", (long) inserted.size());
        counts.put("unchanged", unchanged);
        counts.put("updated", loaded.size() - inserted.size() - unchanged);
        counts.put("superseded", rows.size() - rejected - filtered - loaded.size());
        counts.values().removeIf(count -> count == 0);
        expectTableToHold(step, loaded.keySet(), before.keySet());
        return counts;
    }

    private void expectTableToHold(Step step, Set<String> loaded, Set<String> before) {
        Set<String> expected = new TreeSet<>(loaded);
        expected.addAll(before);
        Set<String> found = new TreeSet<>(target.query("SELECT id FROM " + step.table()));
        if (!expected.equals(found)) {
            throw new AssertionError(step.table() + " holds other rows than the files");
        }
    }

    /** The last row of each key that was neither filtered nor rejected. */
    private Map<String, List<String>> loaded(Step step, String date) {
        Set<String> rejected = rejectedIds(step, date);
        Map<String, List<String>> byId = new LinkedHashMap<>();
        rows(step, date).stream()
                .filter(row -> !step.filters(row) && !rejected.contains(row.get(0)))
                .forEach(row -> byId.put(row.get(0), row));
        return byId;
    }

    private Set<String> rejectedIds(Step step, String date) {
        return target
                .query("SELECT (regexp_match(raw, '^\\d+'))[1] FROM nightload.reject WHERE step = '" + step.label
                        + "' AND file LIKE '%" + date + "%'")
                .stream()
                .collect(Collectors.toSet());
    }

    private List<List<String>> rows(Step step, String date) {
        List<List<String>> rows = new ArrayList<>();
        try (DirectoryStream<Path> files =
                Files.newDirectoryStream(home.resolve("data/shop").resolve(date), step.glob)) {
            for (Path file : files) {
                rows.addAll(rows(step, file));
            }
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return rows;
    }

    private static List<List<String>> rows(Step step, Path file) throws IOException {
        try (InputStream in = Files.newInputStream(file);
                InputStream plain = file.toString().endsWith(".gz") ? new GZIPInputStream(in) : in;
                CsvReader<CsvRecord> reader = CsvReader.builder()
                        .fieldSeparator(step.delimiter)
                        .extraFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .missingFieldStrategy(FieldMismatchStrategy.IGNORE)
                        .ofCsvRecord(new InputStreamReader(plain, step.charset))) {
            return reader.stream().skip(1).map(CsvRecord::getFields).toList();
        }
    }
}
