package io.nightload.source.csv;

import io.nightload.row.RowError;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;
import java.util.HexFormat;
import org.jspecify.annotations.Nullable;

/** Says what is wrong with a record that was taken apart. */
final class RecordCheck {

    /** PostgreSQL's character_not_in_repertoire: what its COPY says of such bytes. */
    private static final String WRONG_CHARACTER = "22021";

    /** PostgreSQL's bad_copy_file_format. */
    private static final String WRONG_FORMAT = "22P04";

    private static final int SHOWN = 3;
    private static final byte NOT_RECODED = (byte) 0xff;

    private final Charset charset;
    private final boolean header;
    private final int width;

    RecordCheck(Charset charset, boolean header, int width) {
        this.charset = charset;
        this.header = header;
        this.width = width;
    }

    /** What is wrong with the scanner's record, which begins at this byte of the window; or null. */
    @Nullable
    RowError error(RecordScanner record, Window window, int start) {
        if (record.hasNul()) {
            return nul(window, start, record.end());
        }
        if (!record.isAscii()) {
            int wrong = MalformedText.first(window.bytes(), start, record.end());
            if (wrong >= 0) {
                return notText(window, wrong, record.end());
            }
        }
        if (record.trailingText() > 0) {
            return format("field " + record.trailingText() + " has text after its closing quote");
        }
        if (record.count() != width) {
            String what = header ? "the header has " : "there are names for ";
            return format("line has " + fields(record.count()) + ", " + what + width);
        }
        return null;
    }

    private static RowError nul(Window window, int start, int end) {
        int at = start;
        while (at < end - 1 && window.bytes()[at] != 0) {
            at++;
        }
        return new RowError(
                "a zero byte at byte " + window.offset(at) + ", which no text may hold", WRONG_CHARACTER, null);
    }

    private RowError notText(Window window, int wrong, int end) {
        byte[] bytes = window.bytes();
        boolean recoded = !charset.equals(StandardCharsets.UTF_8) && bytes[wrong] == NOT_RECODED;
        String what = recoded
                ? "not valid " + charset.name() + " at byte " + window.offset(wrong) + " of the decoded text"
                : "not valid UTF-8 at byte " + window.offset(wrong) + ": 0x"
                        + HexFormat.ofDelimiter(" 0x").formatHex(bytes, wrong, Math.min(end, wrong + SHOWN));
        return new RowError(what, WRONG_CHARACTER, null);
    }

    private static RowError format(String reason) {
        return new RowError(reason, WRONG_FORMAT, null);
    }

    private static String fields(int count) {
        return count == 1 ? "1 field" : count + " fields";
    }
}
