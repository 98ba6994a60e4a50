package io.nightload.expression;

import io.nightload.row.RowError;
import java.util.function.BooleanSupplier;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.regex.PatternSyntaxException;
import org.jspecify.annotations.Nullable;

/**
 * A regular expression, matched by {@link Pattern}, in PostgreSQL's notation: {@code .} matches a line feed too, {@code $}
 * only the end of the text, {@code [[:alpha:]]}, {@code \y}, {@code \m} and {@code \M} are known. Of alternatives the
 * first that matches is taken, where PostgreSQL takes the longest.
 */
record Regex(String text, Pattern pattern) implements Prepared {

    static Regex of(String text) {
        return of(text, "");
    }

    private static Regex of(String text, String flags) {
        int javaFlags = flags(flags);
        String java = RegexSyntax.translate(text, flags.indexOf('n') >= 0);
        try {
            return new Regex(text, Pattern.compile(java, javaFlags));
        } catch (PatternSyntaxException e) {
            throw new RowError("invalid regular expression '" + text + "': " + e.getDescription(), "2201B", null);
        }
    }

    private static int flags(String flags) {
        int result = Pattern.DOTALL;
        for (int i = 0; i < flags.length(); i++) {
            switch (flags.charAt(i)) {
                case 'i' -> result |= Pattern.CASE_INSENSITIVE | Pattern.UNICODE_CASE;
                case 'n' -> result = (result & ~Pattern.DOTALL) | Pattern.MULTILINE | Pattern.UNIX_LINES;
                case 'x' -> result |= Pattern.COMMENTS;
                case 'c', 's' -> {}
                default ->
                    throw new RowError(
                            "unknown flag '" + flags.charAt(i)
                                    + "' of a regular expression: known are c, g, i, n, s, x",
                            "22023",
                            null);
            }
        }
        return result;
    }

    Regex with(String flags) {
        return of(text, flags);
    }

    boolean find(String in) {
        return bounded(() -> pattern.matcher(in).find());
    }

    @Nullable
    String first(String in) {
        Matcher m = pattern.matcher(in);
        return bounded(m::find) ? m.group() : null;
    }

    int count(String in) {
        Matcher m = pattern.matcher(in);
        int matches = 0;
        while (bounded(m::find)) {
            matches++;
        }
        return matches;
    }

    String replace(String in, String replacement, boolean all) {
        Matcher m = pattern.matcher(in);
        StringBuilder result = new StringBuilder();
        while (bounded(m::find)) {
            m.appendReplacement(result, "");
            result.append(expanded(replacement, m));
            if (!all) {
                break;
            }
        }
        return m.appendTail(result).toString();
    }

    /** {@code \1} to {@code \9} are groups, {@code \&} is the match, {@code \\} is one backslash. */
    private static String expanded(String replacement, Matcher m) {
        StringBuilder result = new StringBuilder();
        for (int i = 0; i < replacement.length(); i++) {
            char c = replacement.charAt(i);
            if (c == '\\' && i + 1 < replacement.length()) {
                i++;
                result.append(escaped(replacement.charAt(i), m));
            } else {
                result.append(c);
            }
        }
        return result.toString();
    }

    private static String escaped(char c, Matcher m) {
        boolean group = c == '&' || (c >= '1' && c <= '9');
        if (!group) {
            return c == '\\' ? "\\" : "\\" + c;
        }
        int number = c == '&' ? 0 : c - '0';
        String found = number <= m.groupCount() ? m.group(number) : null;
        return found == null ? "" : found;
    }

    /** Java's matcher descends once for each repetition of a group. */
    private boolean bounded(BooleanSupplier match) {
        try {
            return match.getAsBoolean();
        } catch (StackOverflowError e) {
            throw new RowError("the text is too long for the regular expression '" + text + "'", "54001", null);
        }
    }
}
