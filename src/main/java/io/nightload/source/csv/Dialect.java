package io.nightload.source.csv;

import java.util.List;

/**
 * How a CSV file is written. The characters are ASCII, or {@link #NONE}.
 *
 * @param escape the character that makes a following quote or escape part of a quoted field; the quote itself where
 *     quotes are doubled
 * @param comment what a line begins with that is skipped
 * @param skip lines before the header
 * @param header whether a line with names comes before the rows
 * @param nulls unquoted texts that mean NULL
 */
public record Dialect(
        char delimiter, char quote, char escape, char comment, int skip, boolean header, List<String> nulls) {

    /** No such character: equal to no byte of a file. */
    public static final char NONE = 0xffff;
}
