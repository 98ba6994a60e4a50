package io.nightload.source.objects;

import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * What Hibernate says of a condition, without its parser's words and without the query around the condition.
 *
 * @param offset in the condition, where the error is, in characters; 0 where that is not said
 */
record HqlComplaint(String message, int offset) {

    private static final Pattern PLACE = Pattern.compile("At (\\d+):(\\d+) and token '(.*?)',.*", Pattern.DOTALL);

    /**
     * @param said Hibernate's message
     * @param prefix what stands before the condition in the query
     */
    static HqlComplaint of(String said, String prefix, String condition) {
        Matcher place = PLACE.matcher(said);
        if (!place.matches()) {
            String plain = said.replaceAll(" \\[(?:select|from)[\\s\\S]*", "");
            return new HqlComplaint(plain.strip().replaceAll("\\s+", " "), 0);
        }
        int line = Integer.parseInt(place.group(1));
        int lineBegin = 0;
        for (int i = 1; i < line; i++) {
            lineBegin = (prefix + condition).indexOf('\n', lineBegin) + 1;
        }
        int offset = lineBegin + Integer.parseInt(place.group(2)) - prefix.length();
        boolean ends = offset >= condition.length()
                || line > (prefix + condition).lines().count();
        return ends
                ? new HqlComplaint("it ends too early", condition.length())
                : new HqlComplaint("'" + place.group(3) + "' is not expected here", Math.max(0, offset));
    }
}
