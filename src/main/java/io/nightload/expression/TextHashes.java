package io.nightload.expression;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.HexFormat;

/** Digests of texts in UTF-8, in hexadecimal digits, and how words sound. */
@SuppressWarnings("UnusedMethod") // compiled expressions call them
final class TextHashes {

    private TextHashes() {}

    @Sql(name = "md5", does = "the MD5 digest", example = "md5('abc')", gives = "900150983cd24fb0d6963f7d28e17f72")
    static String md5(String text) {
        return digest("MD5", text);
    }

    @Sql(
            name = "sha1",
            does = "the SHA-1 digest",
            example = "sha1('abc')",
            gives = "a9993e364706816aba3e25717850c26c9cd0d89d")
    static String sha1(String text) {
        return digest("SHA-1", text);
    }

    @Sql(
            name = "sha256",
            does = "the SHA-256 digest",
            example = "sha256('abc')",
            gives = "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad")
    static String sha256(String text) {
        return digest("SHA-256", text);
    }

    @Sql(name = "sha512", does = "the SHA-512 digest", example = "left(sha512('abc'), 16)", gives = "ddaf35a193617aba")
    static String sha512(String text) {
        return digest("SHA-512", text);
    }

    private static String digest(String algorithm, String text) {
        try {
            byte[] digest = MessageDigest.getInstance(algorithm).digest(text.getBytes(StandardCharsets.UTF_8));
            return HexFormat.of().formatHex(digest);
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java platform has " + algorithm, e);
        }
    }

    @Sql(
            name = "soundex",
            does = "the code of how an English word sounds",
            example = "soundex('Robert')",
            gives = "R163")
    static String soundex(String text) {
        String codes = "01230120022455012623010202";
        StringBuilder result = new StringBuilder();
        char last = '0';
        for (char c : text.toUpperCase(java.util.Locale.ROOT).toCharArray()) {
            if (c < 'A' || c > 'Z' || result.length() == 4) {
                continue;
            }
            char code = codes.charAt(c - 'A');
            if (result.isEmpty()) {
                result.append(c);
            } else if (code != '0' && code != last) {
                result.append(code);
            }
            last = c == 'H' || c == 'W' ? last : code;
        }
        return result.isEmpty() ? "" : (result + "000").substring(0, 4);
    }

    @Sql(
            name = "difference",
            does = "how many of four codes sound alike",
            example = "difference('Anne', 'Ann')",
            gives = "4")
    static int difference(String a, String b) {
        String one = soundex(a);
        String other = soundex(b);
        int same = 0;
        for (int i = 0; i < Math.min(one.length(), other.length()); i++) {
            same += one.charAt(i) == other.charAt(i) ? 1 : 0;
        }
        return same;
    }
}
