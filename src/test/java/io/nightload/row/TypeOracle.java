package io.nightload.row;

import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import javax.sql.DataSource;

/** What PostgreSQL and {@link ColumnType} make of the same texts: a value's canonical text, or an SQLSTATE. */
public final class TypeOracle {

    private final DataSource dataSource;
    private final TextFormat format;

    /** @param format in whose zone the server's session is put too */
    public TypeOracle(DataSource dataSource, TextFormat format) {
        this.dataSource = dataSource;
        this.format = format;
    }

    private Connection connect() throws SQLException {
        Connection connection = dataSource.getConnection();
        try (Statement statement = connection.createStatement()) {
            statement.execute("SET DateStyle TO 'ISO, YMD'");
            statement.execute("SET bytea_output TO hex");
            statement.execute("SET extra_float_digits TO 1");
            statement.execute("SET TimeZone TO '" + format.zone() + "'");
        }
        return connection;
    }

    /** The first column of a query's rows, as the server's session writes it. */
    public List<String> read(String sql) throws SQLException {
        try (Connection connection = connect();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            List<String> values = new ArrayList<>();
            while (rows.next()) {
                values.add(rows.getString(1));
            }
            return values;
        }
    }

    /** By text: {@code ok 12.00}, or {@code error 22P02}. */
    public Map<String, String> postgres(String type, List<String> texts) throws SQLException {
        try (Connection connection = connect()) {
            Map<String, String> outcomes = new LinkedHashMap<>();
            query(
                    connection,
                    "SELECT t, 'error ' || (pg_input_error_info(t, '" + type + "')).sql_error_code",
                    texts,
                    outcomes);
            List<String> accepted =
                    texts.stream().filter(t -> outcomes.get(t) == null).toList();
            query(connection, "SELECT t, 'ok ' || " + value(type), accepted, outcomes);
            return outcomes;
        }
    }

    /** A cast would read the value first and its modifier then; a field of a JSON object is read as COPY does. */
    private static String value(String type) {
        return type.endsWith("[]") || type.startsWith("json")
                ? "(t::" + type + ")::text"
                : "(SELECT v::text FROM json_to_record(json_build_object('v', t)) AS (v " + type + "))";
    }

    private static void query(Connection connection, String select, List<String> texts, Map<String, String> outcomes)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(select + " FROM unnest(?) t")) {
            statement.setArray(1, connection.createArrayOf("text", texts.toArray()));
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                outcomes.put(rows.getString(1), rows.getString(2));
            }
        }
    }

    Map<String, String> java(ColumnType type, List<String> texts) {
        Map<String, String> outcomes = new LinkedHashMap<>();
        for (String text : texts) {
            byte[] bytes = ("<" + text + ">").getBytes(StandardCharsets.UTF_8);
            try {
                outcomes.put(text, "ok " + type.canonical(bytes, 1, bytes.length - 2, format));
            } catch (RowError e) {
                outcomes.put(text, "error " + e.sqlState());
            }
        }
        return outcomes;
    }

    /**
     * Each text that the two do not read alike, with what they make of it; blanks at the end of char(n) are nothing.
     *
     * @param states whether two refusals must be of one SQLSTATE: of several mistakes in a text each names the first it finds
     */
    List<String> differences(String type, List<String> texts, boolean states) throws SQLException {
        Map<String, String> java = java(ColumnType.parse(type), texts);
        List<String> differences = new ArrayList<>();
        postgres(type, texts).forEach((text, outcome) -> {
            String other = String.valueOf(java.get(text));
            if (!comparable(type, other, states).equals(comparable(type, outcome, states))) {
                differences.add("<" + text + "> PostgreSQL: " + outcome + ", Java: " + other);
            }
        });
        return differences;
    }

    private static String comparable(String type, String outcome, boolean states) {
        String trimmed = type.startsWith("character(") ? outcome.replaceFirst(" +$", "") : outcome;
        return states ? trimmed : trimmed.replaceFirst("^error .*", "error");
    }

    /** Texts made of these by one to three random deletions and insertions; always the same ones. */
    static List<String> mutants(List<String> texts, String alphabet, int count) {
        Random random = new Random(42);
        int[] letters = alphabet.codePoints().toArray();
        List<String> mutants = new ArrayList<>();
        while (mutants.size() < count) {
            StringBuilder text = new StringBuilder(texts.get(random.nextInt(texts.size())));
            for (int edits = 1 + random.nextInt(3); edits > 0; edits--) {
                int at = text.offsetByCodePoints(0, random.nextInt(text.codePointCount(0, text.length()) + 1));
                if (random.nextBoolean() && at < text.length()) {
                    text.delete(at, text.offsetByCodePoints(at, 1));
                } else {
                    text.insert(at, Character.toString(letters[random.nextInt(letters.length)]));
                }
            }
            mutants.add(text.toString());
        }
        return mutants;
    }
}
