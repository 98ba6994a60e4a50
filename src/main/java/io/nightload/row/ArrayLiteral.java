package io.nightload.row;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The parts of an array's text.
 *
 * @param bounds of each dimension, where the text gives them
 * @param items each a String, a null, or a List of the same
 */
record ArrayLiteral(List<Bounds> bounds, List<@Nullable Object> items) {

    record Bounds(int lower, int upper) {}

    /** The parts, or null if the text is no array. */
    static @Nullable ArrayLiteral parse(String text) {
        Reader reader = new Reader(text);
        try {
            List<Bounds> bounds = reader.bounds();
            List<@Nullable Object> items = reader.list();
            return reader.atEnd() ? new ArrayLiteral(bounds, items) : null;
        } catch (Malformed e) {
            return null;
        }
    }

    /** Leaves the recursion where the text is no array. */
    private static final class Malformed extends Exception {
        private static final long serialVersionUID = 1;

        Malformed() {
            super(null, null, false, false);
        }
    }

    private static final class Reader {

        private final String text;
        private int at;

        Reader(String text) {
            this.text = text;
        }

        List<Bounds> bounds() throws Malformed {
            List<Bounds> bounds = new ArrayList<>();
            while (next() == '[') {
                at++;
                int first = number();
                boolean both = current() == ':';
                if (both) {
                    at++;
                }
                bounds.add(both ? new Bounds(first, number()) : new Bounds(1, first));
                if (current() != ']') {
                    throw new Malformed();
                }
                at++;
            }
            if (!bounds.isEmpty()) {
                take('=');
            }
            return bounds;
        }

        private int number() throws Malformed {
            int start = at;
            while (current() == '-' || current() == '+' || Character.isDigit(current())) {
                at++;
            }
            try {
                return Integer.parseInt(text.substring(start, at));
            } catch (NumberFormatException e) {
                throw new Malformed();
            }
        }

        List<@Nullable Object> list() throws Malformed {
            take('{');
            List<@Nullable Object> items = new ArrayList<>();
            if (next() == '}') {
                at++;
                return items;
            }
            while (true) {
                items.add(item());
                if (next() == '}') {
                    at++;
                    return items;
                }
                take(',');
            }
        }

        private @Nullable Object item() throws Malformed {
            return switch (next()) {
                case '{' -> list();
                case '"' -> quoted();
                default -> bare();
            };
        }

        private String quoted() throws Malformed {
            StringBuilder value = new StringBuilder();
            at++;
            while (current() != '"') {
                if (current() == '\\') {
                    at++;
                }
                value.append(current());
                at++;
            }
            at++;
            return value.toString();
        }

        private @Nullable String bare() throws Malformed {
            StringBuilder value = new StringBuilder();
            boolean escaped = false;
            int kept = 0;
            while (current() != ',' && current() != '}') {
                char c = current();
                if (c == '{' || c == '"') {
                    throw new Malformed();
                }
                if (c == '\\') {
                    escaped = true;
                    at++;
                }
                value.append(current());
                if (c == '\\' || !Blanks.isBlank(c)) {
                    kept = value.length();
                }
                at++;
            }
            value.setLength(kept);
            if (kept == 0) {
                throw new Malformed();
            }
            return !escaped && value.toString().equalsIgnoreCase("null") ? null : value.toString();
        }

        boolean atEnd() {
            while (at < text.length() && Blanks.isBlank(text.charAt(at))) {
                at++;
            }
            return at == text.length();
        }

        private void take(char c) throws Malformed {
            if (next() != c) {
                throw new Malformed();
            }
            at++;
        }

        private char next() throws Malformed {
            return atEnd() ? current() : text.charAt(at);
        }

        private char current() throws Malformed {
            if (at >= text.length()) {
                throw new Malformed();
            }
            return text.charAt(at);
        }
    }
}
