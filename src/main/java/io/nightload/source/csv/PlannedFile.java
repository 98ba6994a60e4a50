package io.nightload.source.csv;

import io.nightload.source.file.InputFile;
import java.nio.charset.Charset;

/**
 * A file with what was found out about it when the job was planned.
 *
 * @param order for each field of its lines, the place in a row
 */
@SuppressWarnings("ArrayRecordComponent") // read once per field of the file; never compared
record PlannedFile(InputFile file, Charset charset, int[] order) {

    String name() {
        return file.name();
    }
}
