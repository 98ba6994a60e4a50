package io.nightload.source.csv;

/**
 * How much of a file is held at once.
 *
 * @param bytes of a block of rows: large enough that beginning one costs nothing beside parsing it, small enough that
 *     the rows of a chunk do not keep much more alive than themselves, and below half of a heap region of 1 MB
 * @param largestRecord bytes that one record may have; a quote that is never closed, or a file without line ends, is
 *     noticed there
 */
record WindowSize(int bytes, int largestRecord) {

    static final WindowSize STANDARD = new WindowSize(128 * 1024, 16 * 1024 * 1024);
}
