package io.nightload.expression;

import io.nightload.row.RowError;
import java.util.Locale;

/** Finding, cutting out and replacing parts of texts; places count characters (code points), from 1. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class TextSearch {

    private TextSearch() {}

    @Sql(
            name = "substring",
            does = "from this place to the end; also substring(text from 2)",
            example = "substring('Thomas', 3)",
            gives = "omas")
    static String substring(String text, int from) {
        return TextFunctions.part(text, from - 1L, Integer.MAX_VALUE);
    }

    @Sql(
            name = "substring",
            does = "so many characters from this place; also substring(text from 2 for 3)",
            example = "substring('Thomas', 2, 3)",
            gives = "hom")
    static String substring(String text, int from, int length) {
        if (length < 0) {
            throw new RowError("negative substring length not allowed", "22011", null);
        }
        return TextFunctions.part(text, from - 1L, from - 1L + length);
    }

    @Sql(name = "substr", does = "the same as substring", example = "substr('Thomas', 3)", gives = "omas")
    static String substr(String text, int from) {
        return substring(text, from);
    }

    @Sql(name = "substr", does = "the same as substring", example = "substr('Thomas', 2, 3)", gives = "hom")
    static String substr(String text, int from, int length) {
        return substring(text, from, length);
    }

    @Sql(
            name = "overlay",
            does = "with another text over this place; written overlay(text placing new from 2 for 4)",
            example = "overlay('Txxxxas' placing 'hom' from 2 for 4)",
            gives = "Thomas")
    static String overlay(String text, String placing, int from, int length) {
        if (from <= 0) {
            throw new RowError("negative substring length not allowed", "22011", null);
        }
        return TextFunctions.part(text, 0, from - 1L)
                + placing
                + TextFunctions.part(text, from - 1L + length, Integer.MAX_VALUE);
    }

    @Sql(
            name = "overlay",
            does = "with another text over this place, as long as that text",
            example = "overlay('abcdef' placing 'XX' from 3)",
            gives = "abXXef")
    static String overlay(String text, String placing, int from) {
        return overlay(text, placing, from, TextFunctions.length(placing));
    }

    @Sql(
            name = "strpos",
            does = "the place of the second text in the first, or 0",
            example = "strpos('high', 'ig')",
            gives = "2")
    static int strpos(String text, String part) {
        int index = text.indexOf(part);
        return index < 0 ? 0 : text.codePointCount(0, index) + 1;
    }

    @Sql(
            name = "position",
            does = "the place of the first text in the second, or 0",
            example = "position('om' in 'Thomas')",
            gives = "3")
    static int position(String part, String text) {
        return strpos(text, part);
    }

    @Sql(
            name = "starts_with",
            does = "whether the first text begins with the second",
            example = "starts_with('alphabet', 'alph')",
            gives = "true")
    static boolean startsWith(String text, String prefix) {
        return text.startsWith(prefix);
    }

    @Sql(
            name = "split_part",
            does =
                    "the nth field between the separators, from 1; below 0 counts from the end; empty where there is none",
            example = "split_part('a,b,c', ',', 2)",
            gives = "b")
    static String splitPart(String text, String separator, int n) {
        if (n == 0) {
            throw new RowError("field position must not be zero", "22023", null);
        }
        if (separator.isEmpty()) {
            return n == 1 || n == -1 ? text : "";
        }
        String[] parts = text.split(java.util.regex.Pattern.quote(separator), -1);
        long index = n > 0 ? n - 1L : parts.length + (long) n;
        return index >= 0 && index < parts.length ? parts[(int) index] : "";
    }

    @Sql(
            name = "replace",
            does = "with each occurrence of the second text replaced by the third",
            example = "replace('1.000', '.', '')",
            gives = "1000")
    static String replace(String text, String from, String to) {
        return from.isEmpty() ? text : text.replace(from, to);
    }

    @Sql(
            name = "translate",
            does = "with each character of the second text replaced by its neighbour in the third, or dropped",
            example = "translate('12345', '143', 'ax')",
            gives = "a2x5")
    static String translate(String text, String from, String to) {
        int[] old = from.codePoints().toArray();
        int[] replacement = to.codePoints().toArray();
        StringBuilder result = new StringBuilder(text.length());
        text.codePoints().forEach(c -> {
            int i = 0;
            while (i < old.length && old[i] != c) {
                i++;
            }
            if (i == old.length) {
                result.appendCodePoint(c);
            } else if (i < replacement.length) {
                result.appendCodePoint(replacement[i]);
            }
        });
        return result.toString();
    }

    @Sql(
            name = "like",
            does = "whether the text matches: % is any text, _ any character; written text LIKE pattern",
            example = "'abc' like 'a%'",
            gives = "true")
    static boolean like(String text, String pattern) {
        return LikePattern.matches(text, pattern, "\\");
    }

    @Sql(
            name = "like",
            does = "the same with another escape than \\",
            example = "'10%' like '10!%' escape '!'",
            gives = "true")
    static boolean like(String text, String pattern, String escape) {
        return LikePattern.matches(text, pattern, escape);
    }

    @Sql(
            name = "ilike",
            does = "LIKE without regard to case; written text ILIKE pattern",
            example = "'ABC' ilike 'a%'",
            gives = "true")
    static boolean ilike(String text, String pattern) {
        return like(text.toLowerCase(Locale.ROOT), pattern.toLowerCase(Locale.ROOT));
    }

    @Sql(
            name = "ilike",
            does = "the same with another escape than \\",
            example = "'A_' ilike 'a!_' escape '!'",
            gives = "true")
    static boolean ilike(String text, String pattern, String escape) {
        return like(text.toLowerCase(Locale.ROOT), pattern.toLowerCase(Locale.ROOT), escape);
    }

    @Sql(
            name = "regexp_like",
            does = "whether a part of the text matches the regular expression",
            example = "regexp_like('Hello World', 'w.r')",
            gives = "false")
    static boolean regexpLike(String text, Regex regex) {
        return regex.find(text);
    }

    @Sql(
            name = "regexp_like",
            does = "the same with flags: i ignores case, n keeps . and ^ $ within a line",
            example = "regexp_like('Hello World', 'world$', 'i')",
            gives = "true")
    static boolean regexpLike(String text, Regex regex, String flags) {
        return regex.with(flags).find(text);
    }

    @Sql(
            name = "regexp_replace",
            does = "with the first match replaced; \\1 is the first group, \\& the match",
            example = "regexp_replace('Thomas', '.[mN]a.', 'M')",
            gives = "ThM")
    static String regexpReplace(String text, Regex regex, String replacement) {
        return regex.replace(text, replacement, false);
    }

    @Sql(
            name = "regexp_replace",
            does = "the same with flags: g replaces every match, i ignores case",
            example = "regexp_replace('+49 (0)30-12', '[^0-9]', '', 'g')",
            gives = "4903012")
    static String regexpReplace(String text, Regex regex, String replacement, String flags) {
        return regex.with(flags.replace("g", "")).replace(text, replacement, flags.contains("g"));
    }

    @Sql(
            name = "regexp_substr",
            does = "the first match, or NULL",
            example = "regexp_substr('order 4711 of 9', '[0-9]+')",
            gives = "4711")
    static @org.jspecify.annotations.Nullable String regexpSubstr(String text, Regex regex) {
        return regex.first(text);
    }

    @Sql(name = "regexp_count", does = "the number of matches", example = "regexp_count('1-2-3', '[0-9]')", gives = "3")
    static int regexpCount(String text, Regex regex) {
        return regex.count(text);
    }
}
