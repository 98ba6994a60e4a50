package io.nightload.expression;

import io.nightload.row.RowError;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * PostgreSQL's template of a date: {@code YYYY-MM-DD HH24:MI:SS.US}. Other than in PostgreSQL a letter that means nothing
 * is an error; text stands in double quotes.
 */
record DateTemplate(List<Token> tokens) implements Prepared {

    private static final Pattern TOKEN = Pattern.compile(
            "\"(?<quoted>[^\"]*)\""
                    + "|(?<fm>FM)?(?<word>YYYY|YYY|YY|Y|IYYY|IW|ID|MONTH|MON|MM|MI|MS|DDD|DD|DAY|DY|D|HH24|HH12|HH|SSSSS?|SS|US|FF[1-6]"
                    + "|A\\.M\\.|P\\.M\\.|AM|PM|Q|WW|W|CC|J|TZH|TZM|OF|TZ|BC|AD)(?<th>TH)?|(?<sign>[^\\p{L}\\p{N}])",
            Pattern.CASE_INSENSITIVE);

    /**
     * One piece of a template.
     *
     * @param word what it stands for in upper case, or empty for a text
     * @param written as it stands in the template, or the text
     * @param filled whether numbers and names have their full width
     */
    record Token(String word, String written, boolean filled) {

        boolean isText() {
            return word.isEmpty();
        }

        /** A name in the case in which the template writes it. */
        String inCase(String name) {
            if (written.equals(word)) {
                return name.toUpperCase(Locale.ROOT);
            }
            return Character.isUpperCase(written.charAt(0)) ? name : name.toLowerCase(Locale.ROOT);
        }
    }

    static DateTemplate of(String text) {
        List<Token> tokens = new ArrayList<>();
        Matcher m = TOKEN.matcher(text);
        int at = 0;
        while (at < text.length()) {
            if (!m.find(at) || m.start() != at || m.group("th") != null) {
                throw new RowError(
                        "the template '" + text + "' has '" + text.charAt(at) + "' at character " + (at + 1)
                                + ", which stands for no part of a date: put text in double quotes",
                        "22007",
                        null);
            }
            tokens.add(token(m));
            at = m.end();
        }
        return new DateTemplate(List.copyOf(tokens));
    }

    private static Token token(Matcher m) {
        if (m.group("word") != null) {
            return new Token(m.group("word").toUpperCase(Locale.ROOT), m.group("word"), m.group("fm") == null);
        }
        return new Token("", m.group("quoted") != null ? m.group("quoted") : m.group("sign"), true);
    }
}
