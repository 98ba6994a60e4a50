package io.nightload.part.kept;

import io.nightload.row.Block;
import io.nightload.row.Origin;
import io.nightload.row.Row;
import io.nightload.row.RowError;
import io.nightload.row.Schema;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Texts that make no row. */
public final class Unreadable {

    /** What stands where bytes were that no text can hold. */
    private static final String REPLACED = "\uFFFD\u2400";

    private Unreadable() {}

    /** What is wrong with a file's record whose bytes were replaced when it was kept: nobody knows what they were. */
    public static Optional<RowError> replaced(String text) {
        return text.chars().noneMatch(c -> REPLACED.indexOf(c) >= 0)
                ? Optional.empty()
                : Optional.of(new RowError(
                        "the kept row has a \uFFFD or \u2400 in the place of bytes that no text can hold: mend it, and replay"
                                + " it from the mended file",
                        "22021",
                        null));
    }

    /** A row without values. */
    public static Row row(Schema schema, String text, Origin origin, RowError error) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        Block block = new Block(origin.name(), bytes, new int[0], new int[0]);
        return Row.rejected(schema, block, new Row.Extent(0, 0, bytes.length, origin.line(), origin.offset()), error);
    }
}
