package io.nightload.expression;

import io.nightload.row.RowError;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Functions of texts; places and lengths count characters (code points), from 1. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class TextFunctions {

    /** The most that a text of PostgreSQL can hold. */
    private static final int MAX_LENGTH = 268_435_456;

    private TextFunctions() {}

    @Sql(name = "||", does = "both texts, one behind the other", example = "'a' || 'b'", gives = "ab")
    static String join(String a, String b) {
        return a.concat(b);
    }

    @Sql(
            name = "concat",
            does = "all values as one text; NULL adds nothing",
            example = "concat('a', NULL, 1)",
            gives = "a1")
    static String concat(@Nullable String... values) {
        StringBuilder all = new StringBuilder();
        for (String value : values) {
            all.append(value == null ? "" : value);
        }
        return all.toString();
    }

    @Sql(
            name = "concat_ws",
            does = "all values with the first argument between them; NULL adds nothing",
            example = "concat_ws('-', 'a', NULL, 1)",
            gives = "a-1")
    static String concatWs(String separator, @Nullable String... values) {
        StringBuilder all = new StringBuilder();
        boolean first = true;
        for (String value : values) {
            if (value != null) {
                all.append(first ? "" : separator).append(value);
                first = false;
            }
        }
        return all.toString();
    }

    @Sql(name = "lower", does = "in lower case", example = "lower('TÜV')", gives = "tüv")
    static String lower(String text) {
        return text.toLowerCase(Locale.ROOT);
    }

    @Sql(name = "upper", does = "in upper case", example = "upper('tüv')", gives = "TÜV")
    static String upper(String text) {
        return text.toUpperCase(Locale.ROOT);
    }

    @Sql(name = "initcap", does = "each word with one capital", example = "initcap('hi THOMAS')", gives = "Hi Thomas")
    static String initcap(String text) {
        StringBuilder result = new StringBuilder(text.length());
        boolean inside = false;
        for (int c : text.codePoints().toArray()) {
            result.appendCodePoint(inside ? Character.toLowerCase(c) : Character.toUpperCase(c));
            inside = Character.isLetterOrDigit(c);
        }
        return result.toString();
    }

    @Sql(
            name = "trim",
            does = "without blanks at both ends; also trim(leading 'x' from text)",
            example = "trim('  a b ')",
            gives = "a b")
    static String trim(String text) {
        return btrim(text, " ");
    }

    @Sql(name = "btrim", does = "without blanks at both ends", example = "btrim(' a ')", gives = "a")
    static String btrim(String text) {
        return btrim(text, " ");
    }

    @Sql(
            name = "btrim",
            does = "without any of these characters at both ends",
            example = "btrim('xyaxy', 'yx')",
            gives = "a")
    static String btrim(String text, String characters) {
        return ltrim(rtrim(text, characters), characters);
    }

    @Sql(name = "ltrim", does = "without blanks at the beginning", example = "ltrim('  a') ", gives = "a")
    static String ltrim(String text) {
        return ltrim(text, " ");
    }

    @Sql(
            name = "ltrim",
            does = "without any of these characters at the beginning",
            example = "ltrim('007', '0')",
            gives = "7")
    static String ltrim(String text, String characters) {
        int start = 0;
        while (start < text.length() && characters.indexOf(text.codePointAt(start)) >= 0) {
            start += Character.charCount(text.codePointAt(start));
        }
        return text.substring(start);
    }

    @Sql(name = "rtrim", does = "without blanks at the end", example = "rtrim('a  ')", gives = "a")
    static String rtrim(String text) {
        return rtrim(text, " ");
    }

    @Sql(
            name = "rtrim",
            does = "without any of these characters at the end",
            example = "rtrim('a%%', '%')",
            gives = "a")
    static String rtrim(String text, String characters) {
        int end = text.length();
        while (end > 0 && characters.indexOf(text.codePointBefore(end)) >= 0) {
            end -= Character.charCount(text.codePointBefore(end));
        }
        return text.substring(0, end);
    }

    @Sql(
            name = "lpad",
            does = "filled with blanks at the beginning, or cut at the end, to this length",
            example = "lpad('7', 3)",
            gives = "  7")
    static String lpad(String text, int length) {
        return lpad(text, length, " ");
    }

    @Sql(
            name = "lpad",
            does = "filled at the beginning, or cut at the end, to this length",
            example = "lpad('7', 3, '0')",
            gives = "007")
    static String lpad(String text, int length, String fill) {
        int missing = length - length(text);
        return missing > 0 ? filling(missing, fill) + text : left(text, Math.max(0, length));
    }

    @Sql(
            name = "rpad",
            does = "filled with blanks, or cut, at the end to this length",
            example = "rpad('a', 3) || '|'",
            gives = "a  |")
    static String rpad(String text, int length) {
        return rpad(text, length, " ");
    }

    @Sql(
            name = "rpad",
            does = "filled, or cut, at the end to this length",
            example = "rpad('hi', 5, 'xy')",
            gives = "hixyx")
    static String rpad(String text, int length, String fill) {
        int missing = length - length(text);
        return missing > 0 ? text + filling(missing, fill) : left(text, Math.max(0, length));
    }

    private static String filling(int length, String fill) {
        return fill.isEmpty() ? "" : left(repeat(fill, length / length(fill) + 1), length);
    }

    @Sql(name = "repeat", does = "the text so many times", example = "repeat('ab', 3)", gives = "ababab")
    static String repeat(String text, int times) {
        if ((long) text.length() * times > MAX_LENGTH) {
            throw new RowError("requested length too large", "54000", null);
        }
        return times <= 0 ? "" : text.repeat(times);
    }

    @Sql(name = "reverse", does = "from its end to its beginning", example = "reverse('abc')", gives = "cba")
    static String reverse(String text) {
        return new StringBuilder(text).reverse().toString();
    }

    @Sql(
            name = "left",
            does = "the first n characters; below 0 all but the last n",
            example = "left('abcde', 2)",
            gives = "ab")
    static String left(String text, int n) {
        int length = length(text);
        return part(text, 0, n < 0 ? length + (long) n : n);
    }

    @Sql(
            name = "right",
            does = "the last n characters; below 0 all but the first n",
            example = "right('abcde', 2)",
            gives = "de")
    static String right(String text, int n) {
        int length = length(text);
        return part(text, n < 0 ? -(long) n : length - (long) n, length);
    }

    /** The characters from one index to before another, as far as there are any. */
    static String part(String text, long from, long to) {
        int length = length(text);
        int start = (int) Math.max(0, Math.min(from, length));
        int end = (int) Math.max(start, Math.min(to, length));
        return text.substring(text.offsetByCodePoints(0, start), text.offsetByCodePoints(0, end));
    }

    @Sql(name = "length", does = "the number of characters", example = "length('Zürich')", gives = "6")
    static int length(String text) {
        return text.codePointCount(0, text.length());
    }

    @Sql(name = "char_length", does = "the number of characters", example = "char_length('Zürich')", gives = "6")
    static int charLength(String text) {
        return length(text);
    }

    @Sql(name = "character_length", does = "the number of characters", example = "character_length('abc')", gives = "3")
    static int characterLength(String text) {
        return length(text);
    }

    @Sql(name = "octet_length", does = "the number of bytes in UTF-8", example = "octet_length('Zürich')", gives = "7")
    static int octetLength(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8).length;
    }

    @Sql(
            name = "ascii",
            does = "the code point of the first character; 0 of an empty text",
            example = "ascii('x')",
            gives = "120")
    static int ascii(String text) {
        return text.isEmpty() ? 0 : text.codePointAt(0);
    }

    @Sql(name = "chr", does = "the character with this code point", example = "chr(65)", gives = "A")
    static String chr(int codePoint) {
        boolean surrogate = codePoint >= Character.MIN_SURROGATE && codePoint <= Character.MAX_SURROGATE;
        if (codePoint <= 0 || surrogate || !Character.isValidCodePoint(codePoint)) {
            throw new RowError("no character has the code " + codePoint, "54000", null);
        }
        return Character.toString(codePoint);
    }
}
