package io.nightload.source.file;

/**
 * A place between two lines of a file.
 *
 * @param offset in bytes of the decoded text
 * @param line the one that begins there, from 1
 */
public record TextPlace(long offset, long line) {

    public static final TextPlace START = new TextPlace(0, 1);
}
