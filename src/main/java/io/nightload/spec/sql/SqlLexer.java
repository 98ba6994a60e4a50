package io.nightload.spec.sql;

import java.util.ArrayList;
import java.util.List;
import java.util.Locale;

/**
 * Finds the parameters in SQL by PostgreSQL's lexical rules (its documentation, chapter 4.1), strings being
 * {@code standard_conforming_strings}. What is never closed reaches to the end of the text: the server says so better.
 */
final class SqlLexer {

    private final String text;
    private final StringBuilder sql = new StringBuilder();
    private final List<BoundSql.Parameter> parameters = new ArrayList<>();
    private final List<SqlStatement> statements = new ArrayList<>();
    private int at;
    private int brackets;
    private int parentheses;
    private int blocks;
    private int begin = -1;
    private String word = "";

    SqlLexer(String text) {
        this.text = text;
    }

    BoundSql parse() {
        while (at < text.length()) {
            step();
        }
        return new BoundSql(sql.toString(), parameters);
    }

    /** Each by itself; what is nothing but space and comments is none. */
    List<SqlStatement> statements() {
        while (at < text.length()) {
            if (text.charAt(at) == ';' && parentheses == 0 && blocks == 0) {
                at++;
                endStatement();
            } else {
                begin = begin < 0 && !isSkipped() ? at : begin;
                keepDepth();
                step();
            }
        }
        endStatement();
        return statements;
    }

    /** So many words that it begins with, or fewer where something else stands among them; in upper case. */
    List<String> firstWords(int most) {
        List<String> words = new ArrayList<>();
        while (at < text.length() && words.size() < most) {
            if (isSkipped()) {
                at = end();
            } else if (isNameStart(text.charAt(at))) {
                words.add(word());
                at += words.get(words.size() - 1).length();
            } else {
                break;
            }
        }
        return words;
    }

    private void endStatement() {
        if (begin >= 0) {
            statements.add(new SqlStatement(new BoundSql(sql.toString().strip(), parameters), begin));
        }
        sql.setLength(0);
        parameters.clear();
        begin = -1;
    }

    private boolean isSkipped() {
        char c = text.charAt(at);
        return Character.isWhitespace(c) || (c == '-' && next() == '-') || (c == '/' && next() == '*');
    }

    /** A rule's actions stand in parentheses, a function's between BEGIN ATOMIC and END, and neither is a statement of the script. */
    private void keepDepth() {
        char c = text.charAt(at);
        if (c == '(' || c == ')') {
            parentheses += c == '(' ? 1 : -1;
        } else if (isNameStart(c) && !isNamePart(before())) {
            String before = word;
            word = word();
            boolean opens = (word.equals("ATOMIC") && before.equals("BEGIN")) || (word.equals("CASE") && blocks > 0);
            blocks += opens ? 1 : word.equals("END") && blocks > 0 ? -1 : 0;
        }
    }

    private String word() {
        int end = at;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        return text.substring(at, end).toUpperCase(Locale.ROOT);
    }

    private void step() {
        int end = end();
        sql.append(text, at, end);
        at = end;
        if (at < text.length() && isParameter()) {
            parameter();
        }
    }

    /** The end of what begins here and is copied unchanged; here itself where a parameter begins. */
    private int end() {
        char c = text.charAt(at);
        return switch (c) {
            case '\'' -> isEscapeString() ? endOfEscapeString() : endOfQuoted('\'');
            case '"' -> endOfQuoted('"');
            case '$' -> endOfDollarQuote();
            case '-' -> next() == '-' ? endOfLine() : at + 1;
            case '/' -> next() == '*' ? endOfComment() : at + 1;
            case ':' -> isParameter() ? at : next() == ':' || next() == '=' ? at + 2 : at + 1;
            case '?' -> questionMark();
            case '[' -> bracket(1);
            case ']' -> bracket(-1);
            default -> at + 1;
        };
    }

    private boolean isParameter() {
        return text.charAt(at) == ':' && isNameStart(next()) && before() != ':' && !isSlice();
    }

    /** In {@code a[low:high]} the colon follows its lower bound without a space. */
    private boolean isSlice() {
        return brackets > 0 && (isNamePart(before()) || before() == ')' || before() == ']' || before() == '"');
    }

    private void parameter() {
        int end = at + 1;
        while (end < text.length() && isNamePart(text.charAt(end))) {
            end++;
        }
        parameters.add(new BoundSql.Parameter(text.substring(at + 1, end), at));
        sql.append('?');
        at = end;
    }

    /** pgjdbc takes one for a parameter and two for the character. */
    private int questionMark() {
        sql.append('?');
        return at + 1;
    }

    private int bracket(int change) {
        brackets += change;
        return at + 1;
    }

    private boolean isEscapeString() {
        boolean marked = before() == 'E' || before() == 'e';
        return marked && (at < 2 || !isNamePart(text.charAt(at - 2)));
    }

    private int endOfEscapeString() {
        int i = at + 1;
        while (i < text.length() && text.charAt(i) != '\'') {
            i += text.charAt(i) == '\\' ? 2 : 1;
        }
        return Math.min(i + 1, text.length());
    }

    /** A doubled quote ends here and begins anew at once, which comes to the same. */
    private int endOfQuoted(char quote) {
        int end = text.indexOf(quote, at + 1);
        return end < 0 ? text.length() : end + 1;
    }

    private int endOfDollarQuote() {
        int tagEnd = at + 1;
        while (tagEnd < text.length() && text.charAt(tagEnd) != '$' && isNamePart(text.charAt(tagEnd))) {
            tagEnd++;
        }
        boolean opens = !isNamePart(before())
                && tagEnd < text.length()
                && text.charAt(tagEnd) == '$'
                && !Character.isDigit(next());
        if (!opens) {
            return at + 1;
        }
        String tag = text.substring(at, tagEnd + 1);
        int end = text.indexOf(tag, tagEnd + 1);
        return end < 0 ? text.length() : end + tag.length();
    }

    private int endOfLine() {
        int end = text.indexOf('\n', at);
        return end < 0 ? text.length() : end + 1;
    }

    private int endOfComment() {
        int depth = 0;
        int i = at;
        do {
            if (text.startsWith("/*", i)) {
                depth++;
                i += 2;
            } else if (text.startsWith("*/", i)) {
                depth--;
                i += 2;
            } else {
                i++;
            }
        } while (depth > 0 && i < text.length());
        return Math.min(i, text.length());
    }

    private char before() {
        return at == 0 ? ' ' : text.charAt(at - 1);
    }

    private char next() {
        return at + 1 < text.length() ? text.charAt(at + 1) : ' ';
    }

    private static boolean isNameStart(char c) {
        return Character.isLetter(c) || c == '_';
    }

    private static boolean isNamePart(char c) {
        return Character.isLetterOrDigit(c) || c == '_' || c == '$';
    }
}
