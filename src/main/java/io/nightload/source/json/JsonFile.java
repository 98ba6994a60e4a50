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

    /**
     * A place between two records.
     *
     * @param offset in bytes of the decoded text
     * @param line the one that it lies on, from 1
     */
    record Place(long offset, long line) {
        static final Place START = new Place(0, 1);
    }
}
