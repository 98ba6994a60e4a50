package io.nightload.bench;

import io.trino.tpch.TpchTable;
import java.io.BufferedReader;
import java.io.BufferedWriter;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.Locale;

/** TPC-H's {@code lineitem}, the table with the most and the widest rows, as files and as a table. */
final class Lines {

    static final String NAMES = "orderkey,partkey,suppkey,linenumber,quantity,extendedprice,discount,tax,returnflag,"
            + "linestatus,shipdate,commitdate,receiptdate,shipinstruct,shipmode,comment";

    static final String COLUMNS = "orderkey bigint, partkey bigint NOT NULL, suppkey bigint NOT NULL,"
            + " linenumber int, quantity numeric(15,2) NOT NULL, extendedprice numeric(15,2) NOT NULL,"
            + " discount numeric(15,2) NOT NULL, tax numeric(15,2) NOT NULL, returnflag char(1) NOT NULL,"
            + " linestatus char(1) NOT NULL, shipdate date NOT NULL, commitdate date NOT NULL,"
            + " receiptdate date NOT NULL, shipinstruct char(25) NOT NULL, shipmode char(10) NOT NULL,"
            + " comment varchar(44) NOT NULL, PRIMARY KEY (orderkey, linenumber)";

    private Lines() {}

    /** Of a table that is left alone: autovacuum would come upon whoever happens to run when its minute is over. */
    static final String ALONE = " WITH (autovacuum_enabled = false)";

    static void createTable(BenchDatabase database, String name) throws Exception {
        database.execute("DROP TABLE IF EXISTS " + name + "; CREATE TABLE " + name + " (" + COLUMNS + ")" + ALONE);
    }

    /** A CSV file with a header, made once. */
    static Path csv(Path folder, double scale) throws IOException {
        return file(folder, scale, "csv", ',', NAMES);
    }

    /** The file that COPY reads fastest: its text format. */
    static Path text(Path folder, double scale) throws IOException {
        return file(folder, scale, "text", '\t', "");
    }

    private static Path file(Path folder, double scale, String kind, char delimiter, String header)
            throws IOException {
        Path file = folder.resolve(String.format(Locale.ROOT, "lineitem-%s.%s", scale, kind));
        if (Files.exists(file)) {
            return file;
        }
        Path half = folder.resolve(file.getFileName() + ".half");
        try (BufferedReader rows = new BufferedReader(
                        new InputStreamReader(Tpch.lines(TpchTable.LINE_ITEM, scale), StandardCharsets.UTF_8));
                BufferedWriter out = Files.newBufferedWriter(half)) {
            if (!header.isEmpty()) {
                out.append(header).append('\n');
            }
            for (String row = rows.readLine(); row != null; row = rows.readLine()) {
                write(row, delimiter, out);
            }
        }
        return Files.move(half, file, StandardCopyOption.ATOMIC_MOVE);
    }

    private static void write(String row, char delimiter, BufferedWriter out) throws IOException {
        int from = 0;
        while (from <= row.length()) {
            int bar = row.indexOf('|', from);
            String field = row.substring(from, bar < 0 ? row.length() : bar);
            boolean quoted = delimiter == ',' && (field.indexOf(',') >= 0 || field.indexOf('"') >= 0);
            out.append(quoted ? '"' + field.replace("\"", "\"\"") + '"' : field);
            out.append(bar < 0 ? '\n' : delimiter);
            from = bar < 0 ? row.length() + 1 : bar + 1;
        }
    }
}
