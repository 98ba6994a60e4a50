package io.nightload.checkpoint.reject;

import io.nightload.part.Rejects;

/** Takes the rejected rows of the chunk in flight. */
public interface ChunkRejects extends Rejects {

    /** Writes what became of them to {@code nightload.reject}, inside the chunk's transaction, and forgets them. */
    void write();
}
