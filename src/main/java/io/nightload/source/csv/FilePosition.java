package io.nightload.source.csv;

/**
 * A place between two lines of a file.
 *
 * @param offset in bytes of the decoded text
 * @param line the one that begins there, from 1
 */
record FilePosition(long offset, long line) {

    static final FilePosition START = new FilePosition(0, 1);
}
