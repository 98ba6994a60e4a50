package io.nightload.row;

import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Reads an array element by element, and writes it again as PostgreSQL does. */
final class ArrayText {

    private static final int MAX_DIMENSIONS = 6;

    private final ColumnType element;
    private final TextFormat format;
    private final StringBuilder out = new StringBuilder();

    private ArrayText(ColumnType element, TextFormat format) {
        this.element = element;
        this.format = format;
    }

    static String read(ColumnType type, byte[] bytes, int start, int length, TextFormat format) {
        String text = Utf8.decode(bytes, start, length);
        ArrayLiteral literal = ArrayLiteral.parse(text);
        ColumnType element = type.element();
        if (literal == null || element == null) {
            throw malformed(text);
        }
        int[] sizes = sizes(literal.items(), text);
        String bounds = bounds(literal.bounds(), sizes, text);
        if (sizes.length == 0) {
            return "{}";
        }
        ArrayText array = new ArrayText(element, format);
        array.write(literal.items());
        return bounds + array.out;
    }

    /** How many items each dimension has: all lists of one depth must be of one size. */
    private static int[] sizes(List<?> items, String text) {
        if (items.isEmpty()) {
            return new int[0];
        }
        if (!(items.get(0) instanceof List<?> first)) {
            if (items.stream().anyMatch(List.class::isInstance)) {
                throw malformed(text);
            }
            return new int[] {items.size()};
        }
        int[] inner = sizes(first, text);
        for (Object item : items) {
            if (!(item instanceof List<?> list) || !java.util.Arrays.equals(sizes(list, text), inner)) {
                throw malformed(text);
            }
        }
        if (inner.length == 0) {
            return inner;
        }
        if (inner.length == MAX_DIMENSIONS) {
            throw new RowError("number of array dimensions exceeds the maximum allowed (6)", "54000", null);
        }
        int[] sizes = new int[inner.length + 1];
        sizes[0] = items.size();
        System.arraycopy(inner, 0, sizes, 1, inner.length);
        return sizes;
    }

    private static String bounds(List<ArrayLiteral.Bounds> bounds, int[] sizes, String text) {
        if (bounds.isEmpty()) {
            return "";
        }
        StringBuilder shown = new StringBuilder();
        boolean usual = true;
        for (int i = 0; i < bounds.size(); i++) {
            ArrayLiteral.Bounds b = bounds.get(i);
            if (b.upper() < b.lower()) {
                throw new RowError("upper bound cannot be less than lower bound", "2202E", null);
            }
            if (bounds.size() != sizes.length || b.upper() - (long) b.lower() + 1 != sizes[i]) {
                throw malformed(text);
            }
            usual &= b.lower() == 1;
            shown.append('[').append(b.lower()).append(':').append(b.upper()).append(']');
        }
        return usual ? "" : shown.append('=').toString();
    }

    private void write(List<?> items) {
        out.append('{');
        for (int i = 0; i < items.size(); i++) {
            if (i > 0) {
                out.append(',');
            }
            Object item = items.get(i);
            if (item instanceof List<?> list) {
                write(list);
            } else {
                writeElement((String) item);
            }
        }
        out.append('}');
    }

    private void writeElement(@Nullable String item) {
        if (item == null) {
            out.append("NULL");
            return;
        }
        byte[] bytes = item.getBytes(StandardCharsets.UTF_8);
        String text = element.canonical(bytes, 0, bytes.length, format);
        if (!needsQuotes(text)) {
            out.append(text);
            return;
        }
        out.append('"');
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                out.append('\\');
            }
            out.append(c);
        }
        out.append('"');
    }

    private static boolean needsQuotes(String text) {
        return text.isEmpty()
                || text.toLowerCase(Locale.ROOT).equals("null")
                || text.chars().anyMatch(c -> "{},\"\\".indexOf(c) >= 0 || Blanks.isBlank((char) c));
    }

    private static RowError malformed(String text) {
        return new RowError("malformed array literal: " + BadText.quoted(text), "22P02", null);
    }
}
