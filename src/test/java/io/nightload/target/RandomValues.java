package io.nightload.target;

import io.nightload.row.TypeTexts;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.UUID;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Random texts of values of each type; the same ones for one seed. */
final class RandomValues {

    private record Kind(List<String> edges, Function<Random, String> usual) {}

    private static final List<String> SPECIAL_TIMES = List.of("infinity", "-infinity", "0044-03-15 BC");

    /** By type: texts at its edges, some of which it refuses, and values from all of its range. */
    private static final Map<String, Kind> KINDS = new LinkedHashMap<>();

    static {
        KINDS.put("smallint", new Kind(TypeTexts.INTEGERS, r -> Integer.toString(r.nextInt(65536) - 32768)));
        KINDS.put("integer", new Kind(TypeTexts.INTEGERS, r -> Integer.toString(r.nextInt())));
        KINDS.put("bigint", new Kind(TypeTexts.INTEGERS, r -> Long.toString(r.nextLong() >> r.nextInt(64))));
        KINDS.put("numeric(38,10)", new Kind(TypeTexts.NUMBERS, r -> decimal(r, 28, 10)));
        KINDS.put("numeric(12,2)", new Kind(TypeTexts.NUMBERS, r -> decimal(r, 9, 4)));
        KINDS.put("numeric", new Kind(TypeTexts.NUMBERS, r -> decimal(r, 40, 40)));
        KINDS.put("real", new Kind(TypeTexts.NUMBERS, r -> Float.toString(r.nextFloat() * r.nextInt(1_000_000))));
        KINDS.put("double precision", new Kind(TypeTexts.NUMBERS, RandomValues::floating));
        KINDS.put("boolean", new Kind(TypeTexts.BOOLEANS, r -> r.nextBoolean() ? "true" : "f"));
        KINDS.put("date", new Kind(TypeTexts.DATES, r -> r.nextInt(9) == 0 ? pick(r, SPECIAL_TIMES) : date(r)));
        KINDS.put("time", new Kind(TypeTexts.TIMES, RandomValues::time));
        KINDS.put("time(2)", new Kind(TypeTexts.TIMES, RandomValues::time));
        KINDS.put("timestamp", new Kind(TypeTexts.TIMESTAMPS, r -> date(r) + " " + time(r)));
        KINDS.put("timestamp(3)", new Kind(TypeTexts.TIMESTAMPS, r -> date(r) + "T" + time(r)));
        KINDS.put("timestamptz", new Kind(TypeTexts.TIMESTAMPS, r -> date(r) + " " + time(r) + offset(r)));
        KINDS.put("uuid", new Kind(TypeTexts.UUIDS, r -> new UUID(r.nextLong(), r.nextLong()).toString()));
        KINDS.put("bytea", new Kind(TypeTexts.BYTEAS, r -> "\\x" + String.format("%08x", r.nextInt())));
        KINDS.put("json", new Kind(TypeTexts.JSONS, r -> "{\"a\": [" + r.nextInt() + ", \"\u00e4\ud83d\ude00\"]}"));
        KINDS.put("jsonb", new Kind(TypeTexts.JSONS, r -> "{\"b\":1e3, \"a\": " + decimal(r, 20, 20) + "}"));
        KINDS.put("text", new Kind(TypeTexts.TEXTS, r -> text(r, r.nextInt(40))));
        KINDS.put("varchar(8)", new Kind(TypeTexts.TEXTS, r -> text(r, r.nextInt(9))));
        KINDS.put("character(8)", new Kind(TypeTexts.TEXTS, r -> text(r, r.nextInt(9))));
    }

    private static final int EDGES_IN_PERCENT = 6;
    private static final int NULLS_IN_PERCENT = 8;

    private RandomValues() {}

    static List<String> types() {
        return List.copyOf(KINDS.keySet());
    }

    static @Nullable String of(String type, Random random) {
        Kind kind = KINDS.get(type);
        int percent = random.nextInt(100);
        if (kind == null || percent < NULLS_IN_PERCENT) {
            return null;
        }
        return percent < NULLS_IN_PERCENT + EDGES_IN_PERCENT
                ? pick(random, kind.edges())
                : kind.usual().apply(random);
    }

    /** Of one to three dimensions, or none, of elements that the type takes. */
    static String array(String element, Random random) {
        return random.nextInt(10) == 0 ? "{}" : array(element, random, sizes(random), 0);
    }

    private static int[] sizes(Random random) {
        return random.ints(1L + random.nextInt(3), 1, 4).toArray();
    }

    private static String array(String element, Random random, int[] sizes, int depth) {
        return IntStream.range(0, sizes[depth])
                .mapToObj(i ->
                        depth + 1 < sizes.length ? array(element, random, sizes, depth + 1) : element(element, random))
                .collect(Collectors.joining(",", "{", "}"));
    }

    private static String element(String type, Random random) {
        if (random.nextInt(5) == 0) {
            return "NULL";
        }
        String text = Objects.requireNonNull(KINDS.get(type)).usual().apply(random);
        return '"' + text.replace("\\", "\\\\").replace("\"", "\\\"") + '"';
    }

    private static String pick(Random random, List<String> texts) {
        return texts.get(random.nextInt(texts.size()));
    }

    private static String decimal(Random random, int whole, int fraction) {
        String sign = random.nextBoolean() ? "-" : "";
        int places = random.nextInt(fraction + 1);
        return sign + digits(random, 1 + random.nextInt(whole)) + (places == 0 ? "" : "." + digits(random, places));
    }

    private static String digits(Random random, int count) {
        boolean zeros = random.nextInt(4) == 0;
        return IntStream.range(0, count)
                .mapToObj(i -> zeros && i > 0 ? "0" : Integer.toString(random.nextInt(10)))
                .collect(Collectors.joining());
    }

    private static String floating(Random random) {
        double any = Double.longBitsToDouble(random.nextLong());
        return random.nextBoolean() ? decimal(random, 15, 15) : Double.toString(any);
    }

    private static String date(Random random) {
        return String.format(
                Locale.ROOT,
                "%04d-%02d-%02d",
                1 + random.nextInt(9999),
                1 + random.nextInt(12),
                1 + random.nextInt(28));
    }

    /** A minute may have a leap second. */
    private static String time(Random random) {
        String clock = String.format(
                Locale.ROOT, "%02d:%02d:%02d", random.nextInt(24), random.nextInt(60), random.nextInt(61));
        return random.nextBoolean() ? clock : clock + "." + digits(random, 1 + random.nextInt(6));
    }

    private static String offset(Random random) {
        String hours = String.format(Locale.ROOT, "%s%02d", random.nextBoolean() ? "+" : "-", random.nextInt(14));
        return switch (random.nextInt(4)) {
            case 0 -> "";
            case 1 -> "Z";
            case 2 -> hours;
            default -> hours + ":30";
        };
    }

    /** Of one to four bytes a character, with what COPY escapes. */
    private static String text(Random random, int length) {
        String alphabet = "a\u00e9\u20ac\ud83d\ude00\\\t\n\r\"', |x";
        int[] letters = alphabet.codePoints().toArray();
        return random.ints(length, 0, letters.length)
                .mapToObj(i -> Character.toString(letters[i]))
                .collect(Collectors.joining());
    }
}
