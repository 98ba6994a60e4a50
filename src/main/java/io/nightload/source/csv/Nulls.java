package io.nightload.source.csv;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.List;

/** The unquoted texts that mean NULL. */
final class Nulls {

    private final byte[][] texts;
    private final int longest;

    Nulls(List<String> texts) {
        this.texts = texts.stream()
                .map(text -> text.getBytes(StandardCharsets.UTF_8))
                .toArray(byte[][]::new);
        this.longest =
                Arrays.stream(this.texts).mapToInt(text -> text.length).max().orElse(-1);
    }

    /** The length of a field, or -1 where its text means NULL. */
    int length(byte[] bytes, int from, int length) {
        return length <= longest && matches(bytes, from, length) ? -1 : length;
    }

    private boolean matches(byte[] bytes, int from, int length) {
        for (byte[] text : texts) {
            if (Arrays.equals(text, 0, text.length, bytes, from, from + length)) {
                return true;
            }
        }
        return false;
    }
}
