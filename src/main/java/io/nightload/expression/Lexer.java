package io.nightload.expression;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.Set;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Makes a person's expression readable for the parser, and keeps expressions within what it can bear. */
final class Lexer {

    /** Far beyond what a person writes, and within what fits into one method of bytecode. */
    static final int MAX_LENGTH = 10_000;
    /** The parser descends a dozen calls for each parenthesis. */
    static final int MAX_NESTING = 50;

    private static final Pattern WORD = Pattern.compile("[\\p{L}_][\\p{L}\\p{N}_$]*");
    private static final Pattern NUMBER = Pattern.compile("[0-9][\\p{L}\\p{N}_.]*");
    private static final Pattern QUOTED = Pattern.compile("\"[^\"]*+(?:\"\"[^\"]*+)*+\"");
    private static final Pattern STRING = Pattern.compile("'[^']*+(?:''[^']*+)*+'");
    private static final Pattern ESCAPED_STRING =
            Pattern.compile("[eE]'[^'\\\\]*+(?:(?:''|\\\\.)[^'\\\\]*+)*+'", Pattern.DOTALL);
    private static final Pattern COMMENT = Pattern.compile("--[^\r\n]*|/\\*.*?\\*/", Pattern.DOTALL);
    private static final Pattern CAST = Pattern.compile(
            "::\\s*(?<type>[\\p{L}_][\\p{L}\\p{N}_]*"
                    + "(?:\\s+precision\\b|\\s+varying\\b)?(?:\\s*\\([-0-9,\\s]*\\))?(?:\\s+(?:with|without)\\s+time\\s+zone\\b)?(?:\\s*\\[\\s*\\])*)");
    private static final Pattern PARAMETER = Pattern.compile(":(?<name>[\\p{L}_][\\p{L}\\p{N}_]*)");
    private static final Pattern TYPED = Pattern.compile(
            "(?<type>interval|timestamptz|uuid)\\s*(?<value>'[^']*')"
                    + "(?!\\s*(?:year|month|day|hour|minute|second)\\b)",
            Pattern.CASE_INSENSITIVE);
    private static final Set<Character> OPENING = Set.of('(', '[');
    private static final Set<Character> CLOSING = Set.of(')', ']');

    private final String text;
    private final SqlText out;
    private final Deque<Integer> open = new ArrayDeque<>();
    private int at;

    private Lexer(String text) {
        this.text = text;
        this.out = new SqlText(text);
    }

    /** @throws Refusal if something in it is never closed, or it is too long or too deep */
    static SqlText read(String text) {
        if (text.isBlank()) {
            throw new Refusal(0, "an expression is missing");
        }
        if (text.length() > MAX_LENGTH) {
            throw new Refusal(
                    MAX_LENGTH,
                    "the expression has " + text.length() + " characters, at most " + MAX_LENGTH
                            + " are allowed: compute parts of it in a `set` before");
        }
        return new Lexer(text).run();
    }

    private SqlText run() {
        while (at < text.length()) {
            if (!next()) {
                sign(text.charAt(at));
            }
        }
        if (!open.isEmpty()) {
            throw new Refusal(open.peek(), "this " + out.wordAt(open.peek()) + " is never closed");
        }
        return out;
    }

    private boolean next() {
        return copied(ESCAPED_STRING)
                || typed()
                || word()
                || copied(NUMBER)
                || copied(QUOTED)
                || copied(STRING)
                || comment()
                || cast()
                || parameter();
    }

    private boolean copied(Pattern pattern) {
        Matcher m = matcher(pattern);
        if (!m.lookingAt()) {
            return false;
        }
        out.copy(at, m.end());
        at = m.end();
        return true;
    }

    private boolean word() {
        Matcher m = matcher(WORD);
        if (!m.lookingAt()) {
            return false;
        }
        if (m.group().equalsIgnoreCase("case")) {
            open();
        } else if (m.group().equalsIgnoreCase("end")) {
            open.poll();
        }
        return copied(WORD);
    }

    private boolean comment() {
        Matcher m = matcher(COMMENT);
        if (!m.lookingAt()) {
            return false;
        }
        out.put(" ", at);
        at = m.end();
        return true;
    }

    /** {@code interval '1 day'}. */
    private boolean typed() {
        Matcher m = matcher(TYPED);
        if (!m.lookingAt()) {
            return false;
        }
        out.copy(m.start("value"), m.end("value"));
        out.putCast(m.group("type"), at);
        at = m.end();
        return true;
    }

    private boolean cast() {
        Matcher m = matcher(CAST);
        if (!m.lookingAt()) {
            return false;
        }
        out.putCast(m.group("type"), at);
        at = m.end();
        return true;
    }

    private boolean parameter() {
        Matcher m = matcher(PARAMETER);
        if (!m.lookingAt()) {
            return false;
        }
        out.putParameter(m.group("name"), at);
        at = m.end();
        return true;
    }

    private void sign(char c) {
        if (c == '\'' || c == '"') {
            throw new Refusal(at, "this quote is never closed");
        }
        if (text.startsWith("/*", at)) {
            throw new Refusal(at, "this comment is never closed");
        }
        if (text.startsWith("${", at)) {
            throw new Refusal(at, "a parameter is bound here and never pasted: write :name");
        }
        if (c == '~') {
            throw new Refusal(at, "~ is not known here: write regexp_like(text, 'pattern')");
        }
        if (OPENING.contains(c)) {
            open();
        } else if (CLOSING.contains(c)) {
            open.poll();
        }
        out.copy(at, ++at);
    }

    private void open() {
        open.push(at);
        if (open.size() > MAX_NESTING) {
            throw new Refusal(
                    at,
                    "more than " + MAX_NESTING
                            + " parentheses and cases stand inside each other: compute parts of it in a `set` before");
        }
    }

    private Matcher matcher(Pattern pattern) {
        return pattern.matcher(text).region(at, text.length()).useTransparentBounds(true);
    }
}
