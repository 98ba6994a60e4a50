package io.nightload.source.file;

import io.nightload.part.Located;
import io.nightload.part.Planning;
import io.nightload.spec.NearestWord;
import java.io.IOException;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * The encoding of a job's files.
 *
 * @param declared the one that the job names, or null: then a file is UTF-8, or UTF-16 if its byte-order mark says so
 */
public record TextEncoding(@Nullable Charset declared) {

    private static final int BYTE_ORDER_MARK_BE = 0xfeff;
    private static final int BYTE_ORDER_MARK_LE = 0xfffe;

    /** The encoding of this name, or by the files' marks where there is none; a problem where it is unknown. */
    public static TextEncoding named(@Nullable Located<String> name, Planning planning) {
        if (name == null) {
            return new TextEncoding(null);
        }
        try {
            return new TextEncoding(Charset.forName(name.value()));
        } catch (IllegalArgumentException e) {
            planning.problem(
                    name.position(),
                    "unknown encoding " + name.value()
                            + NearestWord.hint(
                                    name.value(), Charset.availableCharsets().keySet()));
            return new TextEncoding(null);
        }
    }

    /**
     * The encoding of one file.
     *
     * @throws IllegalArgumentException if the file begins with the byte-order mark of another one than was declared
     */
    public Charset of(InputFile file) throws IOException {
        Charset marked = marked(file);
        Charset wanted = declared;
        if (wanted == null) {
            return marked == null ? StandardCharsets.UTF_8 : marked;
        }
        boolean unicode = wanted.equals(StandardCharsets.UTF_8)
                || wanted.equals(StandardCharsets.UTF_16BE)
                || wanted.equals(StandardCharsets.UTF_16LE);
        if (unicode && marked != null && !marked.equals(wanted)) {
            throw new IllegalArgumentException(file.name() + " begins with the byte-order mark of " + marked
                    + ", but its encoding is said to be " + wanted + ": set encoding: " + marked);
        }
        return wanted;
    }

    private static @Nullable Charset marked(InputFile file) throws IOException {
        byte[] start = new byte[2];
        try (ByteInput input = ByteInput.open(file, StandardCharsets.UTF_8, 0)) {
            int first = input.read(start, 0, 2);
            if (first == 1) {
                input.read(start, 1, 1);
            }
        }
        return switch (((start[0] & 0xff) << 8) | (start[1] & 0xff)) {
            case BYTE_ORDER_MARK_BE -> StandardCharsets.UTF_16BE;
            case BYTE_ORDER_MARK_LE -> StandardCharsets.UTF_16LE;
            default -> null;
        };
    }
}
