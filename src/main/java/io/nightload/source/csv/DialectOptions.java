package io.nightload.source.csv;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What a job says of how its files are written, unread.
 *
 * @param escape null where quotes are doubled
 * @param comment null where no line is a comment
 */
public record DialectOptions(
        Located<String> delimiter,
        Located<String> quote,
        @Nullable Located<String> escape,
        @Nullable Located<String> comment,
        Located<Integer> skip,
        boolean header,
        List<String> nulls) {

    private static final String NO_CHARACTER = "none";

    /** The dialect; where something is wrong with it, that is said and the usual taken instead. */
    Dialect dialect(Planning planning) {
        char delimiterChar = character("delimiter", delimiter, ',', planning);
        if (delimiterChar == Dialect.NONE) {
            planning.problem(delimiter.position(), "a CSV file has a delimiter: one character, or tab");
        }
        char quoteChar = character("quote", quote, '"', planning);
        char escapeChar = escape == null ? quoteChar : character("escape", escape, quoteChar, planning);
        char commentChar = comment == null ? Dialect.NONE : character("comment", comment, Dialect.NONE, planning);
        if (escape != null && quoteChar == Dialect.NONE) {
            planning.problem(escape.position(), "an escape has a meaning inside of quotes only, and quote is none");
        }
        if (skip.value() < 0) {
            planning.problem(skip.position(), "skip is " + skip.value() + ", but takes a number of lines from 0");
        }
        requireOther("quote", quote, quoteChar, "delimiter", delimiterChar, planning);
        requireOther("escape", escape, escapeChar, "delimiter", delimiterChar, planning);
        requireOther("comment", comment, commentChar, "delimiter", delimiterChar, planning);
        requireOther("comment", comment, commentChar, "quote", quoteChar, planning);
        return new Dialect(delimiterChar, quoteChar, escapeChar, commentChar, skip.value(), header, nulls);
    }

    private static char character(String option, Located<String> given, char usual, Planning planning) {
        String text = given.value();
        if (text.equals("\\t") || text.equals("tab")) {
            return '\t';
        }
        if (text.equals(NO_CHARACTER)) {
            return Dialect.NONE;
        }
        if (text.length() != 1 || text.charAt(0) > 0x7e || "\r\n\0".contains(text)) {
            planning.problem(
                    given.position(), option + " is '" + text + "', but takes one ASCII character, tab, or none");
            return usual;
        }
        return text.charAt(0);
    }

    private static void requireOther(
            String option, @Nullable Located<String> given, char value, String other, char taken, Planning planning) {
        if (given != null && value == taken && value != Dialect.NONE) {
            planning.problem(given.position(), option + " is '" + value + "', which is the " + other + " already");
        }
    }
}
