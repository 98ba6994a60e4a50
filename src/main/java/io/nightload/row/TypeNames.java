package io.nightload.row;

import io.nightload.row.ColumnType.Kind;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Reads the names of types, as people write them and as {@code format_type} prints them. */
final class TypeNames {

    private static final Pattern NAME = Pattern.compile(
            "(?<word>[a-z][a-z0-9_]*(?: (?:precision|varying))?) ?(?:\\( ?(?<first>-?\\d{1,9}) ?(?:, ?(?<second>-?\\d{1,9}) ?)?\\))?"
                    + "(?<zone> ?(?:with|without) time zone)?");
    private static final Pattern ARRAY = Pattern.compile("(?<element>.*?)(?: ?\\[\\d*\\])+");
    private static final int MAX_LENGTH = 10_485_760;
    private static final int MAX_NUMERIC = 1000;
    private static final int MAX_FRACTION = 6;

    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();
    /** What other databases and languages call a type. */
    private static final Map<String, String> FOREIGN = Map.ofEntries(
            Map.entry("string", "text"),
            Map.entry("str", "text"),
            Map.entry("clob", "text"),
            Map.entry("nvarchar", "varchar"),
            Map.entry("varchar2", "varchar"),
            Map.entry("number", "numeric"),
            Map.entry("money", "numeric"),
            Map.entry("long", "bigint"),
            Map.entry("int64", "bigint"),
            Map.entry("int32", "integer"),
            Map.entry("tinyint", "smallint"),
            Map.entry("bit", "boolean"),
            Map.entry("datetime", "timestamp"),
            Map.entry("instant", "timestamptz"),
            Map.entry("blob", "bytea"),
            Map.entry("double", "double precision"));

    static {
        put(Kind.SMALLINT, "smallint", "int2");
        put(Kind.INTEGER, "integer", "int", "int4");
        put(Kind.BIGINT, "bigint", "int8");
        put(Kind.NUMERIC, "numeric", "decimal", "dec");
        put(Kind.REAL, "real", "float4");
        put(Kind.DOUBLE, "double precision", "float8", "float");
        put(Kind.TEXT, "text");
        put(Kind.VARCHAR, "character varying", "varchar", "char varying");
        put(Kind.CHAR, "character", "char", "bpchar");
        put(Kind.BOOLEAN, "boolean", "bool");
        put(Kind.DATE, "date");
        put(Kind.TIME, "time");
        put(Kind.TIMESTAMP, "timestamp");
        put(Kind.TIMESTAMPTZ, "timestamptz");
        put(Kind.UUID, "uuid");
        put(Kind.JSON, "json");
        put(Kind.JSONB, "jsonb");
        put(Kind.BYTEA, "bytea");
    }

    private TypeNames() {}

    private static void put(Kind kind, String... names) {
        for (String name : names) {
            KINDS.put(name, kind);
        }
    }

    /**
     * The type with this name, or empty where there is none.
     *
     * @throws IllegalArgumentException if the name is known but its modifiers are out of range
     */
    static Optional<ColumnType> find(String name) {
        String plain = name.strip().toLowerCase(Locale.ROOT).replaceAll("\\s+", " ");
        Matcher array = ARRAY.matcher(plain);
        if (array.matches()) {
            return find(array.group("element")).map(ColumnType::arrayOf);
        }
        Matcher m = NAME.matcher(plain);
        if (!m.matches() || !KINDS.containsKey(m.group("word"))) {
            return Optional.empty();
        }
        Kind kind = withZone(KINDS.get(m.group("word")), m.group("zone"));
        if (kind == null) {
            return Optional.empty();
        }
        return Optional.of(build(plain, kind, m.group("word"), number(m, "first"), number(m, "second")));
    }

    private static @Nullable Kind withZone(@Nullable Kind kind, @Nullable String zone) {
        if (zone == null) {
            return kind;
        }
        boolean with = !zone.contains("without");
        if (kind == Kind.TIMESTAMP) {
            return with ? Kind.TIMESTAMPTZ : Kind.TIMESTAMP;
        }
        return kind == Kind.TIME && !with ? Kind.TIME : null;
    }

    private static @Nullable Integer number(Matcher m, String group) {
        String digits = m.group(group);
        return digits == null ? null : Integer.valueOf(digits);
    }

    private static ColumnType build(
            String text, Kind kind, String word, @Nullable Integer first, @Nullable Integer second) {
        if (second != null && kind != Kind.NUMERIC) {
            throw new IllegalArgumentException("type " + text + " takes no second number");
        }
        return switch (kind) {
            case NUMERIC -> numeric(first, second);
            case VARCHAR ->
                first == null
                        ? simple(kind, "character varying")
                        : limited(kind, "character varying", within(text, first, 1, MAX_LENGTH));
            case CHAR ->
                word.equals("bpchar") && first == null
                        ? simple(kind, "bpchar")
                        : limited(kind, "character", within(text, first == null ? 1 : first, 1, MAX_LENGTH));
            case TIME -> timed(kind, "time", " without time zone", text, first);
            case TIMESTAMP -> timed(kind, "timestamp", " without time zone", text, first);
            case TIMESTAMPTZ -> timed(kind, "timestamp", " with time zone", text, first);
            case DOUBLE -> floating(text, word, first);
            default -> {
                if (first != null) {
                    throw new IllegalArgumentException("type " + word + " takes no number in parentheses");
                }
                yield simple(kind, canonical(kind));
            }
        };
    }

    private static String canonical(Kind kind) {
        return KINDS.entrySet().stream()
                .filter(e -> e.getValue() == kind)
                .map(Map.Entry::getKey)
                .findFirst()
                .orElseThrow();
    }

    private static ColumnType simple(Kind kind, String name) {
        return new ColumnType(kind, name, -1, -1, -1, null, List.of(), null);
    }

    private static ColumnType limited(Kind kind, String word, int length) {
        return new ColumnType(kind, word + "(" + length + ")", length, -1, -1, null, List.of(), null);
    }

    /** All of the digits that there are is no limit. */
    private static ColumnType timed(Kind kind, String word, String zone, String text, @Nullable Integer digits) {
        int precision = digits == null ? MAX_FRACTION : within(text, digits, 0, MAX_FRACTION);
        boolean limited = precision < MAX_FRACTION;
        String name = word + (limited ? "(" + precision + ")" : "") + zone;
        return new ColumnType(kind, name, -1, limited ? precision : -1, -1, null, List.of(), null);
    }

    /** {@code float(n)} counts binary digits: up to 24 it is a real. */
    private static ColumnType floating(String text, String word, @Nullable Integer bits) {
        if (bits != null && !word.equals("float")) {
            throw new IllegalArgumentException("type " + word + " takes no number in parentheses");
        }
        boolean single = bits != null && within(text, bits, 1, 53) <= 24;
        return single ? simple(Kind.REAL, "real") : simple(Kind.DOUBLE, "double precision");
    }

    private static ColumnType numeric(@Nullable Integer precision, @Nullable Integer scale) {
        if (precision == null) {
            return simple(Kind.NUMERIC, "numeric");
        }
        int digits = scale == null ? 0 : scale;
        String name = "numeric(" + precision + "," + digits + ")";
        within(name, precision, 1, MAX_NUMERIC);
        within(name, digits, -MAX_NUMERIC, MAX_NUMERIC);
        return new ColumnType(Kind.NUMERIC, name, -1, precision, digits, null, List.of(), null);
    }

    private static int within(String name, int value, int min, int max) {
        if (value < min || value > max) {
            throw new IllegalArgumentException(
                    "type " + name + ": " + value + " must be between " + min + " and " + max);
        }
        return value;
    }

    /** The known name that a person most likely meant. */
    static String nearest(String name) {
        String word = name.strip().toLowerCase(Locale.ROOT).replaceAll("[\\s(\\[].*", "");
        String foreign = FOREIGN.get(word);
        if (foreign != null) {
            return foreign;
        }
        String best = "text";
        int least = Integer.MAX_VALUE;
        for (String known : KINDS.keySet()) {
            int edits = edits(word, known);
            if (edits < least) {
                least = edits;
                best = known;
            }
        }
        return best;
    }

    /** Levenshtein's distance. */
    private static int edits(String a, String b) {
        int[] row = new int[b.length() + 1];
        for (int j = 0; j <= b.length(); j++) {
            row[j] = j;
        }
        for (int i = 1; i <= a.length(); i++) {
            int diagonal = row[0];
            row[0] = i;
            for (int j = 1; j <= b.length(); j++) {
                int replaced = diagonal + (a.charAt(i - 1) == b.charAt(j - 1) ? 0 : 1);
                diagonal = row[j];
                row[j] = Math.min(replaced, Math.min(row[j], row[j - 1]) + 1);
            }
        }
        return row[b.length()];
    }
}
