package io.nightload.spec.settings;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/**
 * A database's URL taken apart, so that what is left of it can be printed.
 *
 * @param url as JDBC wants it, without secrets
 * @param credentials {@code user}, {@code password} and {@code sslpassword} that were in it; of PostgreSQL's URLs alone
 */
record DatabaseUrl(String url, Map<String, String> credentials) {

    private static final Pattern URL = Pattern.compile(
            "(?:jdbc:)?postgres(?:ql)?:(?<server>//(?:(?<user>[^/?]*)@)?[^/?]*)?(?<database>[^?]*)(?<query>\\?.*)?");
    private static final Pattern OTHER = Pattern.compile("jdbc:[a-z0-9]+:.+");
    private static final Pattern SECRET_OF_OTHER = Pattern.compile("(?i).*(password|passwd|pwd|//[^/]*:[^/]*@).*");
    private static final List<String> SECRETS = List.of("user", "password", "sslpassword");

    /** A URL that is none; the message repeats none of it. */
    static final class InvalidUrl extends Exception {

        private static final long serialVersionUID = 1;

        InvalidUrl(String message) {
            super(message);
        }

        @Override
        public String getMessage() {
            return String.valueOf(super.getMessage());
        }
    }

    /**
     * @param written {@code jdbc:postgresql:…} as pgjdbc takes it, {@code postgresql://…} as psql does, or the JDBC URL of
     *     another database, which has its credentials beside it
     */
    static DatabaseUrl of(String written) throws InvalidUrl {
        Matcher parts = URL.matcher(written.strip());
        if (!parts.matches()) {
            return other(written.strip());
        }
        try {
            return of(parts);
        } catch (IllegalArgumentException e) {
            throw new InvalidUrl("a '%' in the URL is not followed by two hexadecimal digits: write %25 for it");
        }
    }

    private static DatabaseUrl other(String url) throws InvalidUrl {
        if (!OTHER.matcher(url).matches()) {
            throw new InvalidUrl(
                    "this is no URL of a database: write postgresql://host:5432/database, or the JDBC URL of"
                            + " another one whose driver is in lib/");
        }
        if (SECRET_OF_OTHER.matcher(url).matches()) {
            throw new InvalidUrl("the URL holds a password: write username and password beside it");
        }
        return new DatabaseUrl(url, Map.of());
    }

    boolean isPostgres() {
        return url.startsWith("jdbc:postgresql:");
    }

    private static DatabaseUrl of(Matcher parts) throws InvalidUrl {
        Map<String, String> credentials = new LinkedHashMap<>();
        String user = parts.group("user");
        String server = orEmpty(parts.group("server"));
        if (user != null) {
            server = "//" + server.substring(server.lastIndexOf('@') + 1);
            int colon = user.indexOf(':');
            credentials.put("user", decoded(colon < 0 ? user : user.substring(0, colon)));
            if (colon >= 0) {
                credentials.put("password", decoded(user.substring(colon + 1)));
            }
        }
        String url = server + parts.group("database") + query(orEmpty(parts.group("query")), credentials);
        if (url.contains("@")) {
            throw new InvalidUrl(
                    "the URL has an '@' behind its host: in a password write %2F for '/', %3F for '?', %40 for '@'");
        }
        return new DatabaseUrl("jdbc:postgresql:" + url, credentials);
    }

    /** What is left of the query; its credentials are added to those of the server's part. */
    private static String query(String query, Map<String, String> credentials) {
        List<String> left = new ArrayList<>();
        for (String pair : query.isEmpty() ? new String[0] : query.substring(1).split("&")) {
            int equals = pair.indexOf('=');
            String key = equals < 0 ? pair : pair.substring(0, equals);
            if (SECRETS.contains(key)) {
                credentials.put(key, URLDecoder.decode(pair.substring(equals + 1), StandardCharsets.UTF_8));
            } else if (!pair.isEmpty()) {
                left.add(pair);
            }
        }
        return left.isEmpty() ? "" : "?" + String.join("&", left);
    }

    /** Before the host a plus sign is a plus sign. */
    private static String decoded(String text) {
        return URLDecoder.decode(text.replace("+", "%2B"), StandardCharsets.UTF_8);
    }

    private static String orEmpty(@Nullable String text) {
        return text == null ? "" : text;
    }

    /** The credentials are secrets. */
    @Override
    public String toString() {
        return url;
    }
}
