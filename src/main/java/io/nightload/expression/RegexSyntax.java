package io.nightload.expression;

import io.nightload.row.RowError;

/** Writes a regular expression of PostgreSQL as {@link java.util.regex.Pattern} reads it. */
final class RegexSyntax {

    private final String text;
    private final boolean lines;
    private final StringBuilder java = new StringBuilder();
    private int at;

    private RegexSyntax(String text, boolean lines) {
        this.text = text;
        this.lines = lines;
    }

    /** @param lines whether {@code $} means the end of any line */
    static String translate(String text, boolean lines) {
        return new RegexSyntax(text, lines).run();
    }

    private String run() {
        while (at < text.length()) {
            char c = text.charAt(at++);
            if (c == '\\' && at < text.length()) {
                java.append(escape(text.charAt(at++)));
            } else if (c == '[') {
                brackets();
            } else {
                // Java's $ would also match before a line feed at the end.
                java.append(c == '$' && !lines ? "\\z" : String.valueOf(c));
            }
        }
        return java.toString();
    }

    /** The rest of a bracket expression, in which a ] that stands first is one of the characters. */
    private void brackets() {
        java.append('[');
        if (text.startsWith("^", at)) {
            java.append('^');
            at++;
        }
        int first = at;
        while (at < text.length() && (at == first || text.charAt(at) != ']')) {
            inBrackets();
        }
        if (at < text.length()) {
            java.append(']');
            at++;
        }
    }

    private void inBrackets() {
        int end = text.startsWith("[:", at) ? text.indexOf(":]", at) : -1;
        char c = text.charAt(at);
        if (end > 0) {
            java.append(characterClass(text.substring(at + 2, end)));
            at = end + 2;
        } else if (c == '\\' && at + 1 < text.length()) {
            java.append(text, at, at + 2);
            at += 2;
        } else {
            java.append("[]&".indexOf(c) >= 0 ? "\\" : "").append(c);
            at++;
        }
    }

    private static String characterClass(String name) {
        return switch (name) {
            case "alpha" -> "\\p{IsAlphabetic}";
            case "digit" -> "\\p{IsDigit}";
            case "alnum" -> "\\p{IsAlphabetic}\\p{IsDigit}";
            case "upper" -> "\\p{IsUppercase}";
            case "lower" -> "\\p{IsLowercase}";
            case "space" -> "\\s";
            case "blank" -> "\\t ";
            case "punct" -> "\\p{Punct}";
            case "xdigit" -> "\\p{XDigit}";
            default ->
                throw new RowError(
                        "unknown class of characters [:" + name + ":] in a regular expression", "2201B", null);
        };
    }

    private static String escape(char c) {
        return switch (c) {
            case 'y' -> "\\b";
            case 'm' -> "\\b(?=\\w)";
            case 'M' -> "\\b(?<=\\w)";
            case 'Z' -> "\\z";
            default -> "\\" + c;
        };
    }
}
