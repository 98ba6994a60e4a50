package io.nightload.sample;

import java.io.ByteArrayOutputStream;
import java.nio.charset.Charset;
import java.util.List;

/** Writes one file's records; a broken one goes in as the bytes that it is. */
final class Csv {

    private final char delimiter;
    private final Charset charset;
    private final ByteArrayOutputStream bytes = new ByteArrayOutputStream();

    Csv(char delimiter, Charset charset) {
        this.delimiter = delimiter;
        this.charset = charset;
    }

    void record(Object... values) {
        List<String> fields = java.util.Arrays.stream(values).map(this::field).toList();
        raw(String.join(String.valueOf(delimiter), fields), charset);
    }

    void raw(String line, Charset as) {
        bytes.writeBytes((line + "\n").getBytes(as));
    }

    byte[] bytes() {
        return bytes.toByteArray();
    }

    Charset charset() {
        return charset;
    }

    private String field(Object value) {
        String text = value.toString();
        boolean plain = text.indexOf(delimiter) < 0 && text.indexOf('"') < 0 && text.indexOf('\n') < 0;
        return plain ? text : '"' + text.replace("\"", "\"\"") + '"';
    }
}
