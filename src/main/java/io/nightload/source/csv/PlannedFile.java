package io.nightload.source.csv;

import io.nightload.source.file.InputFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file with what was found out about it when the job was planned.
 *
 * @param order for each field of its lines, the place in a row
 */
@SuppressWarnings("ArrayRecordComponent") // read once per field of the file; never compared
record PlannedFile(InputFile file, Charset charset, int[] order) {

    /** Whether its bytes are its text, so that it can be read from any of them on. */
    boolean mayCut() {
        return file.isPlain() && charset.equals(StandardCharsets.UTF_8);
    }

    String name() {
        return file.name();
    }
}
