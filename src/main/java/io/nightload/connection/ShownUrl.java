package io.nightload.connection;

import java.util.regex.Pattern;

/** A JDBC URL as it may be shown: without a password, wherever in the URL it stands. */
final class ShownUrl {

    private static final Pattern PARAMETER =
            Pattern.compile("(?i)([?&;][^=&;]*(?:password|passwd|pwd|secret|token)[^=&;]*=)[^&;]*");
    private static final Pattern AUTHORITY = Pattern.compile("(//[^/@:?]*):[^@/?]*@");

    private ShownUrl() {}

    static String of(String url) {
        String withoutParameter = PARAMETER.matcher(url).replaceAll("$1***");
        return AUTHORITY.matcher(withoutParameter).replaceAll("$1:***@");
    }
}
