package io.nightload.source.file;

/**
 * What tells where a record of a text file ends. Each is an ASCII character, or {@link #NONE}.
 *
 * @param delimiter between fields: a quote opens behind it, and at the beginning of a line
 * @param quote around fields, which line ends may stand in
 * @param escape the character that makes a following quote or escape part of a quoted field; the quote itself where
 *     quotes are doubled
 * @param comment what a line begins with in which quotes mean nothing
 * @param returns whether a carriage return ends a line too
 */
public record LineSyntax(int delimiter, int quote, int escape, int comment, boolean returns) {

    /** Equal to no byte, however its sign is taken: -1 is 0xFF. */
    public static final int NONE = 1 << Byte.SIZE;

    /** Each line is a record. */
    public static final LineSyntax LINES = new LineSyntax(NONE, NONE, NONE, NONE, false);

    /** The same where quotes mean nothing. */
    LineSyntax unquoted() {
        return new LineSyntax(NONE, NONE, NONE, NONE, returns);
    }
}
