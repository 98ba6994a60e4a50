package io.nightload.source.json;

import io.nightload.source.file.InputFile;
import java.nio.charset.Charset;
import java.nio.charset.StandardCharsets;

/**
 * A file with what was found out about it when the job was planned.
 *
 * @param array whether it is one array, or an object on each line
 */
record JsonFile(InputFile file, Charset charset, boolean array) {

    /** Whether its bytes are its text and its lines are its records, so that it can be read from any of them on. */
    boolean mayCut() {
        return !array && file.isPlain() && charset.equals(StandardCharsets.UTF_8);
    }
}
