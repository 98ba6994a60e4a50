package io.nightload.row;

/** Errors of values, worded as PostgreSQL words them. */
final class BadText {

    private static final int SHOWN = 100;

    private BadText() {}

    static RowError syntax(ColumnType type, String text) {
        return new RowError("invalid input syntax for type " + type.name() + ": " + quoted(text), "22P02", null);
    }

    static RowError notADate(ColumnType type, String text) {
        return new RowError("invalid input syntax for type " + bare(type) + ": " + quoted(text), "22007", null);
    }

    static RowError dateOutOfRange(String text) {
        return new RowError("date/time field value out of range: " + quoted(text), "22008", null);
    }

    static RowError outOfRange(ColumnType type, String text) {
        return new RowError("value " + quoted(text) + " is out of range for type " + type.name(), "22003", null);
    }

    static RowError tooLong(ColumnType type) {
        return new RowError("value too long for type " + type.name(), "22001", null);
    }

    /** The type without its modifier: input errors of PostgreSQL do not know it. */
    private static String bare(ColumnType type) {
        return type.name().replaceFirst("\\(\\d+\\)", "");
    }

    static String quoted(String text) {
        int end = text.length() <= SHOWN
                ? text.length()
                : text.offsetByCodePoints(0, Math.min(SHOWN, text.codePointCount(0, text.length())));
        return '"' + text.substring(0, end) + (end < text.length() ? "…\"" : "\"");
    }
}
