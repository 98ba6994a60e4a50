package io.nightload.source.json;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** The parser's messages, without what only a program could do about them. */
final class ParserWords {

    private static final Pattern NO_NUMBER = Pattern.compile("Non-standard token '([^']*)'.*");
    private static final Pattern SETTINGS = Pattern.compile(
            ":? enable `[^`]*` to allow|, from `[^`]*`| \\(not recognized as one since [^)]*\\)| \\(start marker at .*?]\\)");

    private ParserWords() {}

    static String of(String message) {
        Matcher noNumber = NO_NUMBER.matcher(message);
        if (noNumber.matches()) {
            String token = noNumber.group(1);
            return token + " is no number in JSON: write null, or a text \"" + token + "\"";
        }
        return SETTINGS.matcher(message).replaceAll("");
    }
}
