package io.nightload.part;

/** What a target's writer also is where it has to know which row is a chunk's last. */
public interface ChunkEnding {

    /** After the last write of a chunk that has rows, within its transaction, before its rejects and its checkpoint are written. */
    void endOfChunk();
}
